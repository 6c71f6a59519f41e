import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { PlanKind, PlanStart, TokenPlanKind } from '../../../contract/areas/plans.ts';
import type { TokenView } from '../../../contract/areas/tokens.ts';
import { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import { JOB_ACCESSES, JOBS } from '../../../contract/t-bank/jobs.ts';
import { app } from '../../api/client.ts';
import { fetchTokens } from '../../api/fetch-tokens.ts';
import { keys } from '../../api/keys.ts';
import { useCompany, useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { AccessBadge } from '../../ui/access-badge.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { paths } from '../../ui/paths.ts';
import { Panel, Screen } from '../../ui/screen.tsx';
import { usePlanCall } from './use-plans.ts';
import classes from './plans.module.css';

interface NewPlanProps {
  readonly kind: PlanKind;
  readonly tokenId: TokenId | null;
  readonly address: string | null;
}

/** Says what a plan is going to be, asks for what it needs, and begins it. Coming here begins nothing. */
export function NewPlanScreen({ kind, tokenId, address }: NewPlanProps) {
  const t = useT();
  return (
    <Screen title={t(`plans.kind.${kind}`)} subtitle={t('plans.new.subtitle')}>
      <Panel>
        <div className={classes.body}>
          <p className={classes.text}>{t(`plans.lead.${kind}`)}</p>
          <Choice kind={kind} tokenId={tokenId} address={address} />
        </div>
      </Panel>
    </Screen>
  );
}

function Choice({ kind, tokenId, address }: NewPlanProps) {
  switch (kind) {
    case 'issue':
      return <JobChoice />;
    case 'reissue':
    case 'revoke':
    case 'retire':
      return <TokenChoice kind={kind} tokenId={tokenId} address={address} />;
    case 'address-change':
      return <AddressChoice address={address} />;
    case 'issuer-left':
      return <IssuerChoice tokenId={tokenId} />;
    case 'requisites-changed':
      return <RequisitesChoice tokenId={tokenId} />;
    case 'fire-drill':
      return <DrillChoice />;
  }
}

/** Begins a plan and goes there. */
function useStart() {
  const [, navigate] = useLocation();
  return usePlanCall(app().plans.start, ({ planId }) => navigate(paths.plan(planId)));
}

interface StartButtonProps {
  readonly input: PlanStart | null;
  readonly children?: ReactNode;
}

function StartButton({ input, children }: StartButtonProps) {
  const t = useT();
  const start = useStart();
  return (
    <>
      <ErrorNotice error={start.error} />
      <div>
        <Button
          disabled={input === null}
          loading={start.isPending}
          onClick={() => input !== null && void start.run(input)}
        >
          {children ?? t('plans.new.start')}
        </Button>
      </div>
    </>
  );
}

function JobChoice() {
  const t = useT();
  const { companyId, name } = useCompany();
  const start = useStart();
  return (
    <>
      <p className={classes.text}>{t('plans.new.company', { name })}</p>
      <ErrorNotice error={start.error} />
      <div className={classes.cards}>
        {JOBS.map((job) => (
          <button
            key={job}
            type="button"
            className={classes.card}
            disabled={start.isPending}
            onClick={() => void start.run({ kind: 'issue', companyId, job })}
          >
            <span className={classes.cardTitle}>{t(`plans.job.${job}`)}</span>
            <span className={classes.hint}>{t(`plans.jobText.${job}`)}</span>
            <span className={classes.badges}>
              {JOB_ACCESSES[job].map((access) => (
                <AccessBadge key={access} access={access} />
              ))}
            </span>
          </button>
        ))}
      </div>
    </>
  );
}

function useOwnTokens(): readonly TokenView[] {
  const { companies } = useSession();
  const { environment } = useCompany();
  const isTraining = environment.kind === 'training';
  const query = useQuery({ queryKey: keys.tokenList, queryFn: fetchTokens });
  const own = new Set(
    companies
      .filter((one) => (one.environment.kind === 'training') === isTraining)
      .map(({ companyId }) => companyId as string),
  );
  return (query.data ?? []).filter(({ companyId }) => own.has(companyId));
}

/** Tokens with which nothing can be begun any more. */
const OVER = ['revoked', 'planned'];

function TokenChoice({ kind, tokenId, address }: NewPlanProps & { readonly kind: TokenPlanKind }) {
  const t = useT();
  const tokens = useOwnTokens().filter(({ status }) => !OVER.includes(status));
  const [chosen, setChosen] = useState<string | null>(tokenId);
  const token = TokenId.safeParse(chosen);
  const input = (): PlanStart | null => {
    if (!token.success) return null;
    if (kind === 'reissue') return { kind, tokenId: token.data, addAddress: address };
    return { kind, tokenId: token.data };
  };
  return (
    <>
      <Select
        label={t('plans.new.token')}
        placeholder={t('plans.new.tokenNone')}
        searchable
        data={tokens.map((one) => ({
          value: one.tokenId,
          label: t('plans.new.tokenName', { label: one.label, company: one.companyName }),
        }))}
        value={chosen}
        onChange={setChosen}
        maw={560}
      />
      {address !== null && kind === 'reissue' && (
        <p className={classes.text}>{t('plans.new.addAddress', { address })}</p>
      )}
      <StartButton input={input()} />
    </>
  );
}

function AddressChoice({ address }: { readonly address: string | null }) {
  const t = useT();
  const tokens = useOwnTokens();
  const [from, setFrom] = useState(address ?? '');
  const [to, setTo] = useState('');
  const known = [...new Set(tokens.flatMap(({ ips }) => ips.map((slot) => slot.address)))].sort();
  const concerned = tokens.filter(({ ips }) => ips.some((slot) => slot.address === from.trim()));
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={t('plans.new.from')}
          searchable
          data={known}
          value={known.includes(from) ? from : null}
          onChange={(value) => setFrom(value ?? '')}
        />
        <TextInput
          label={t('plans.new.to')}
          description={t('plans.new.toHint')}
          value={to}
          maxLength={60}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <p className={classes.text}>{t('plans.new.concerned', { count: concerned.length })}</p>
      <StartButton
        input={
          from === '' ? null : { kind: 'address-change', companyId: null, from: from.trim(), to: to.trim() }
        }
      />
    </>
  );
}

function IssuerChoice({ tokenId }: { readonly tokenId: TokenId | null }) {
  const t = useT();
  const { companyId } = useCompany();
  const all = useOwnTokens();
  const given = all.find((one) => one.tokenId === tokenId);
  const tokens = all.filter((one) => one.companyId === (given?.companyId ?? companyId));
  const issuers = [...new Set(tokens.map(({ issuer }) => issuer))].sort();
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = typed ?? given?.issuer ?? null;
  return (
    <>
      <Select label={t('plans.new.issuer')} data={issuers} value={chosen} onChange={setTyped} maw={420} />
      <StartButton
        input={
          chosen === null
            ? null
            : { kind: 'issuer-left', companyId: given?.companyId ?? companyId, issuer: chosen }
        }
      />
    </>
  );
}

function RequisitesChoice({ tokenId }: { readonly tokenId: TokenId | null }) {
  const t = useT();
  const shown = useCompany();
  const { companies } = useSession();
  const owner = useOwnTokens().find((one) => one.tokenId === tokenId)?.companyId;
  const { companyId, name, kpp } = companies.find((one) => one.companyId === owner) ?? shown;
  const [from, setFrom] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const to = typed ?? kpp;
  return (
    <>
      <p className={classes.text}>{t('plans.new.company', { name })}</p>
      <div className={classes.pair}>
        <TextInput
          label={t('plans.new.oldKpp')}
          value={from}
          maxLength={60}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          label={t('plans.new.newKpp')}
          value={to}
          maxLength={60}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <StartButton input={{ kind: 'requisites-changed', companyId, from: from.trim(), to: to.trim() }} />
    </>
  );
}

const ALL = 'all';

function DrillChoice() {
  const t = useT();
  const { companies } = useSession();
  const { companyId, environment } = useCompany();
  const own = companies.filter(
    (one) => (one.environment.kind === 'training') === (environment.kind === 'training'),
  );
  const [chosen, setChosen] = useState<string>(companyId);
  const parsed = CompanyId.safeParse(chosen);
  return (
    <>
      <Select
        label={t('plans.new.whose')}
        allowDeselect={false}
        data={[
          ...own.map((one) => ({ value: one.companyId as string, label: one.name })),
          { value: ALL, label: t('plans.screen.allCompanies') },
        ]}
        value={chosen}
        onChange={(value) => setChosen(value ?? ALL)}
        maw={420}
      />
      <StartButton
        input={{ kind: 'fire-drill', companyId: chosen === ALL || !parsed.success ? null : parsed.data }}
      />
    </>
  );
}
