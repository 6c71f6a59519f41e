import { compareCodes, compareNames } from '../../../contract/values/list-order.ts';
import { Button, NumberInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberView, OrganizationView } from '../../../contract/areas/organization.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { MemberCard, type CardUse } from './member-card.tsx';
import classes from './organization.module.css';
import { ORGANIZATION_STALE } from './use-organization.ts';

interface MembersPanelProps {
  readonly organization: OrganizationView;
  readonly canChange: boolean;
}

/** Who belongs to the organization; a director changes it. */
export function MembersPanel({ organization, canChange }: MembersPanelProps) {
  const t = useT();
  const [use, setUse] = useState<CardUse | null>(null);
  const { members, base } = organization;
  const add = canChange ? (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconUserPlus size={16} aria-hidden />}
      disabled={use !== null}
      onClick={() => setUse({ kind: 'add' })}
    >
      {t('organization.members.add')}
    </Button>
  ) : undefined;
  return (
    <Panel title={t('organization.members.title')} {...(add === undefined ? {} : { aside: add })}>
      <ul className={classes.list}>
        {[...members]
          .sort(
            (a, b) =>
              Number(a.isEnded) - Number(b.isEnded) ||
              compareNames(a.name, b.name) ||
              compareCodes(a.key, b.key),
          )
          .map((member) => (
            <Member
              key={member.key}
              member={member}
              base={base}
              canChange={canChange}
              onReplace={() => setUse({ kind: 'replace', key: member.key, name: member.name })}
            />
          ))}
      </ul>
      {use !== null && (
        <MemberCard key={JSON.stringify(use)} use={use} base={base} onEnd={() => setUse(null)} />
      )}
      <Signatures organization={organization} canChange={canChange} />
    </Panel>
  );
}

interface MemberProps {
  readonly member: MemberView;
  readonly base: OrganizationView['base'];
  readonly canChange: boolean;
  readonly onReplace: () => void;
}

function Member({ member, base, canChange, onReplace }: MemberProps) {
  const t = useT();
  const [isEnding, setEnding] = useState(false);
  const { key, name, role, isHere, isEnded, words } = member;
  const end = useCall(app().organization.changeMember, {
    staleAfter: ORGANIZATION_STALE,
    onDone: () => setEnding(false),
  });
  return (
    <li className={classes.item}>
      <span>
        <span className={classes.name}>{name}</span>
        {isHere && <StatusBadge tone="info">{t('organization.members.here')}</StatusBadge>}
        {isEnded && <StatusBadge tone="neutral">{t('organization.members.ended')}</StatusBadge>}
        <span className={classes.note}>
          {t(`common.role.${role}`)}. {t('organization.members.key', { words: words.join(' ') })}
        </span>
      </span>
      {canChange && !isEnded && (
        <>
          <Button variant="subtle" color="gray" size="xs" onClick={onReplace}>
            {t('organization.members.replace')}
          </Button>
          <Button variant="subtle" color="gray" size="xs" onClick={() => setEnding(true)}>
            {t('organization.members.end')}
          </Button>
          <ConfirmDialog
            isOpen={isEnding}
            title={t('organization.members.endTitle', { name })}
            confirmLabel={t('organization.members.endSubmit')}
            tone="danger"
            isPending={end.isPending}
            error={end.error}
            onConfirm={() => void end.run({ base, change: { kind: 'end', key } })}
            onClose={() => setEnding(false)}
          >
            {t('organization.members.endText')}
          </ConfirmDialog>
        </>
      )}
    </li>
  );
}

/** How many directors sign a change. */
function Signatures({ organization, canChange }: MembersPanelProps) {
  const t = useT();
  const { changesNeed, signaturesNeeded, base, members } = organization;
  const [wanted, setWanted] = useState<number | string>(changesNeed);
  const change = useCall(app().organization.changeSignatures, { staleAfter: ORGANIZATION_STALE });
  const directors = members.filter(({ role, isEnded }) => role === 'director' && !isEnded).length;
  const text = t('organization.members.signatures', { count: signaturesNeeded });
  if (!canChange) return <p className={classes.hint}>{text}</p>;
  return (
    <>
      <div className={classes.inline}>
        <NumberInput
          label={t('organization.members.changesNeed')}
          min={1}
          max={Math.min(5, directors)}
          allowDecimal={false}
          value={wanted}
          onChange={setWanted}
        />
        <Button
          variant="default"
          disabled={typeof wanted !== 'number' || wanted === changesNeed}
          loading={change.isPending}
          onClick={() => typeof wanted === 'number' && void change.run({ base, changesNeed: wanted })}
        >
          {t('organization.members.changesSave')}
        </Button>
      </div>
      <ErrorNotice error={change.error} />
      <p className={classes.hint}>{text}</p>
    </>
  );
}
