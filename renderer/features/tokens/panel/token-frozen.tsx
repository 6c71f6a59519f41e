import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { working } from '../../../../contract/callers.ts';
import { useMay } from '../../../api/use-may.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { useT } from '../../../i18n/t.ts';
import { Notice } from '../../../ui/notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { RestoreButton } from './restore-button.tsx';

type Reason = 'secret-changed' | 'belongs-elsewhere' | 'secret-missing';

/** What happened to a token that the vault does not use, and the ways out: the right text, another token, or none. */
export function TokenFrozen({ token }: { readonly token: TokenView }) {
  const t = useT();
  const [, navigate] = useLocation();
  const { tokenId } = token;
  const isWorking = useMay(working);
  const reason = reasonOf(token);
  const inn = String(token.lastProblem?.details.inn ?? '');
  return (
    <Notice
      tone="danger"
      role="alert"
      title={t(`diagnosis.custody.frozen.${reason}.title`)}
      actions={
        isWorking && (
          <>
            <RestoreButton token={token} onDone={() => undefined} />
            <Button
              size="xs"
              variant="default"
              onClick={() => navigate(paths.newPlan('reissue', { tokenId }))}
            >
              {t('diagnosis.custody.reissue')}
            </Button>
            <Button
              size="xs"
              variant="default"
              color="red"
              onClick={() => navigate(paths.newPlan('revoke', { tokenId }))}
            >
              {t('diagnosis.custody.revoke')}
            </Button>
          </>
        )
      }
    >
      <div>{t(`diagnosis.custody.frozen.${reason}.text`, { inn })}</div>
      {reason !== 'secret-missing' && (
        <div>
          {t(
            reason === 'belongs-elsewhere'
              ? 'diagnosis.custody.frozen.nextElsewhere'
              : 'diagnosis.custody.frozen.next',
          )}
        </div>
      )}
    </Notice>
  );
}

/** Tells whether the panel has to say that the vault does not use this token, and why. */
export function isOutOfUse(token: TokenView): boolean {
  return token.status === 'frozen' || token.status === 'lost';
}

function reasonOf({ status, lastProblem }: TokenView): Reason {
  if (status === 'lost') return 'secret-missing';
  return lastProblem?.code === 'token-belongs-elsewhere' ? 'belongs-elsewhere' : 'secret-changed';
}
