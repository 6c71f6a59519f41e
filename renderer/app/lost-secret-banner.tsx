import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { WarningView } from '../../contract/areas/reminders.ts';
import { useSession } from '../api/use-session.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import { paths } from '../ui/paths.ts';
import { useReminders } from '../ui/use-reminders.ts';
import classes from './shell.module.css';

type TokenProblem = Extract<WarningView, { kind: 'token-problem' }>;

/** Says on every screen which token has lost its secret and which one works instead, and leads to the first. */
export function LostSecretBanner() {
  const { companyId } = useSession();
  const query = useReminders();
  const lost = (query.data?.warnings ?? []).flatMap((warning) =>
    warning.kind === 'token-problem' && warning.companyId === companyId && isReplaced(warning)
      ? [warning]
      : [],
  );
  return lost.map((warning) => <Lost key={warning.tokenId} warning={warning} />);
}

function isReplaced({ problem }: TokenProblem): boolean {
  return problem?.code === 'secret-missing' && typeof problem.details.instead === 'string';
}

function Lost({ warning: { tokenId, label, problem } }: { readonly warning: TokenProblem }) {
  const t = useT();
  const [, navigate] = useLocation();
  const instead = String(problem?.details.instead ?? '');
  const certificate = problem?.details.certificate ?? null;
  const action = (
    <Button size="xs" variant="default" onClick={() => navigate(paths.token(tokenId))}>
      {t('errors.about.openToken')}
    </Button>
  );
  return (
    <div className={classes.banner}>
      <Notice
        tone="warning"
        role="status"
        title={t(certificate === null ? 'errors.about.lostTitle' : 'errors.about.lostKeyTitle', { label })}
        actions={action}
      >
        {certificate === null
          ? t('errors.about.lostText', { instead })
          : t('errors.about.lostKeyText', { instead, certificate: String(certificate) })}
      </Notice>
    </div>
  );
}
