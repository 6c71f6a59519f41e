import type { CallBackView } from '../../../contract/areas/payees.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../date-text.tsx';

/** A recorded call in one sentence: when, who, to whom, by which number, from where that is known. */
export function CallBackText({ call }: { readonly call: CallBackView }) {
  const t = useT();
  const { by, spokeTo, phone, source } = call;
  return (
    <>
      <MomentText at={call.at} />
      {' · '}
      {t('payees.call.said', { by, spokeTo, phone, source: t(`payees.source.${source}`) })}
    </>
  );
}
