import { Anchor } from '@mantine/core';
import { useT } from '../../i18n/t.ts';
import { useGuide } from './guide-context.ts';
import type { Question } from './guide-pages.ts';

/** One line that asks what people ask here; a click opens the answer. Draws nothing in a window without the guide. */
export function GuideLink({ question }: { readonly question: Question }) {
  const t = useT();
  const open = useGuide();
  if (open === null) return null;
  return (
    <Anchor component="button" type="button" size="sm" onClick={() => open({ question })}>
      {t(`guide.question.${question}`)}
    </Anchor>
  );
}
