import type { TakenView } from '../../../contract/areas/exchange.ts';
import type { Translate } from '../../i18n/t.ts';

/** Names what came, `2 заявки, 1 ответ`; empty when nothing new did. */
export function takenParts(t: Translate, taken: TakenView): string {
  const { requests, answers, outcomes, documents } = taken;
  return [
    ...(requests > 0 ? [t('exchange.part.requests', { count: requests })] : []),
    ...(answers > 0 ? [t('exchange.part.answers', { count: answers })] : []),
    ...(outcomes > 0 ? [t('exchange.part.outcomes', { count: outcomes })] : []),
    ...(documents > 0 ? [t('exchange.part.documents', { count: documents })] : []),
  ].join(', ');
}

/** Says what came of files that a person opened or dropped. */
export function takenText(t: Translate, taken: TakenView): string {
  const parts = takenParts(t, taken);
  const news = parts === '' ? null : t('exchange.taken.new', { parts });
  const unfit = taken.unfit === 0 ? null : t('exchange.taken.unfit', { count: taken.unfit });
  if (news === null && unfit === null) return t('exchange.taken.nothing');
  return [news, unfit].filter((line) => line !== null).join(' ');
}
