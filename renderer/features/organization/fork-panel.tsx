import { Button } from '@mantine/core';
import type { BranchView, ForkView, OrganizationView } from '../../../contract/areas/organization.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { PeopleChanges, RuleChanges } from './changes.tsx';
import classes from './organization.module.css';
import { ORGANIZATION_STALE } from './use-organization.ts';

interface ForkPanelProps {
  readonly companyId: OrganizationView['companyId'];
  readonly fork: ForkView;
  readonly isWorking: boolean;
}

/** Versions that were signed at one moment, side by side; a director decides which one holds. */
export function ForkPanel({ companyId, fork, isWorking }: ForkPanelProps) {
  const t = useT();
  const { peopleVersion, rulesVersion, branches, deciders } = fork;
  const decide = useCall(app().organization.decide, { staleAfter: ORGANIZATION_STALE });
  const byFile = useCall(app().organization.decideByFile, { staleAfter: ORGANIZATION_STALE });
  const seen = branches.map(({ keep }) => keep);
  const mayUseFile = isWorking && branches.every(({ canKeepByFile }) => canKeepByFile);
  return (
    <Panel title={t('organization.fork.title')}>
      <Notice tone="warning">
        {t('organization.fork.text', {
          people: peopleVersion,
          rules: rulesVersion ?? t('organization.fork.noRules'),
        })}
      </Notice>
      <div className={classes.branches}>
        {branches.map((branch, index) => (
          <Branch
            key={branch.words.join(' ')}
            branch={branch}
            deciders={deciders}
            number={index + 1}
            canKeep={isWorking && branch.canKeep}
            canKeepByFile={mayUseFile}
            isPending={decide.isPending || byFile.isPending}
            onKeep={() => void decide.run({ companyId, keep: branch.keep, seen })}
            onKeepByFile={() => void byFile.run({ companyId, keep: branch.keep, seen })}
          />
        ))}
      </div>
      <ErrorNotice error={decide.error ?? byFile.error} />
      <p className={classes.hint}>{t('organization.fork.others', { names: deciders.join(', ') })}</p>
      {mayUseFile && <p className={classes.hint}>{t('organization.fork.byFile')}</p>}
    </Panel>
  );
}

interface BranchProps {
  readonly branch: BranchView;
  readonly number: number;
  readonly deciders: readonly string[];
  readonly canKeep: boolean;
  readonly canKeepByFile: boolean;
  readonly isPending: boolean;
  readonly onKeep: () => void;
  readonly onKeepByFile: () => void;
}

function Branch(props: BranchProps) {
  const { branch, number, deciders, canKeep, canKeepByFile, isPending } = props;
  const t = useT();
  const { documents, differences, rules, words, chosenBy, endedBy } = branch;
  const title = t('organization.fork.branch', { number });
  return (
    <section className={classes.branch} aria-label={title}>
      <h3 className={classes.proposalTitle}>{title}</h3>
      {documents.map(({ kind, version, signedBy, issuedAt }) => (
        <span key={`${kind} ${version}`} className={classes.note}>
          {t(`organization.fork.${kind}`, { version, names: signedBy.join(', ') })}{' '}
          <MomentText at={issuedAt} />
        </span>
      ))}
      <p className={classes.hint}>{t('organization.fork.differs')}</p>
      {differences.length > 0 && <PeopleChanges differences={differences} />}
      {rules !== null && <RuleChanges before={rules.before} after={rules.after} />}
      {differences.length === 0 && rules === null && <p>{t('organization.fork.same')}</p>}
      {branch.isForked && <p className={classes.hint}>{t('organization.fork.forked')}</p>}
      <span className={classes.note}>{t('organization.fork.words', { words: words.join(' ') })}</span>
      {chosenBy.length > 0 && (
        <span className={classes.note}>
          {t('organization.fork.chosenBy', { names: chosenBy.join(', ') })}
        </span>
      )}
      <span className={classes.note}>
        {endedBy.length > 0
          ? t('organization.fork.endedBy', { names: endedBy.join(', ') })
          : t('organization.fork.together', { names: deciders.join(', ') })}
      </span>
      {(canKeep || canKeepByFile) && (
        <div className={classes.actions}>
          {canKeep && (
            <Button variant="default" loading={isPending} onClick={props.onKeep}>
              {t('organization.fork.keep')}
            </Button>
          )}
          {canKeepByFile && (
            <Button variant="subtle" loading={isPending} onClick={props.onKeepByFile}>
              {t('organization.fork.keepByFile')}
            </Button>
          )}
        </div>
      )}
      {canKeep && !branch.isEnough && <p className={classes.hint}>{t('organization.fork.more')}</p>}
    </section>
  );
}
