import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useT } from '../../i18n/t.ts';
import { formatMoment } from '../../ui/dates.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { RunningTokenCheck } from './use-token-check.ts';

interface TokenCheckProps {
  readonly check: RunningTokenCheck;
}

/** Starts the check of a token. */
export function TokenCheckButton({ check }: TokenCheckProps) {
  const t = useT();
  return (
    <Button
      size="xs"
      leftSection={<IconShieldCheck size={16} aria-hidden />}
      loading={check.isPending}
      onClick={check.start}
    >
      {t('tokens.check.button')}
    </Button>
  );
}

/** Shows what the last check on this screen found; nothing before it. */
export function TokenCheckResult({ check }: TokenCheckProps) {
  const t = useT();
  const now = useNow();
  const { result, error } = check;
  if (error !== null) return <ErrorNotice error={error} isReading />;
  if (result === null) return null;
  if (result.problem !== null) return <ErrorNotice error={result.problem} isReading />;
  if (!result.alive) return <Notice tone="warning" title={t('tokens.check.notAlive')} role="alert" />;
  const at = result.token.lastCheckedAt ?? result.token.lastUsedAt;
  const when = at === null ? '' : formatMoment(t, at, now);
  return <Notice tone="success" title={t('tokens.check.alive', { when })} role="status" />;
}
