import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CardDraft, OrganizationView } from '../../../contract/areas/organization.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './organization.module.css';
import { ORGANIZATION_STALE } from './use-organization.ts';
import { ComparedWords } from './words.tsx';

/** What a card is opened for. `recover`: signed by the recovery file instead of a director. */
export type CardUse =
  | { readonly kind: 'add' }
  | { readonly kind: 'replace' | 'recover'; readonly key: string; readonly name: string };

interface MemberCardProps {
  readonly use: CardUse;
  readonly base: OrganizationView['base'];
  readonly onEnd: () => void;
}

/** Opens somebody's card, has its words compared, and only then puts his keys into the people document. */
export function MemberCard({ use, base, onEnd }: MemberCardProps) {
  const t = useT();
  const [draft, setDraft] = useState<CardDraft | null>(null);
  const [isMatched, setMatched] = useState(false);
  const pick = useCall(() => app().organization.pickCard({}), { onDone: setDraft });
  const options = { staleAfter: ORGANIZATION_STALE, onDone: onEnd };
  const change = useCall(app().organization.changeMember, options);
  const recover = useCall(app().organization.recover, options);
  const submit = (draftId: string) => {
    const compared = { draftId, wordsMatch: true } as const;
    if (use.kind === 'recover') return void recover.run({ base, key: use.key, ...compared });
    if (use.kind === 'add') return void change.run({ base, change: { kind: 'add', ...compared } });
    void change.run({ base, change: { kind: 'replace', key: use.key, ...compared } });
  };
  return (
    <div className={`${classes.form} ${classes.card}`} role="group" aria-label={titleOf(t, use)}>
      <div className={classes.proposalTitle}>{titleOf(t, use)}</div>
      {draft === null ? (
        <p className={classes.hint}>{t(`organization.member.hint.${use.kind}`)}</p>
      ) : (
        <>
          <div>
            <span className={classes.name}>{draft.name}</span>
            <span className={classes.note}>{t(`common.role.${draft.role}`)}</span>
          </div>
          <ComparedWords words={draft.words} isMatched={isMatched} onMatched={setMatched} />
        </>
      )}
      <ErrorNotice error={pick.error ?? change.error ?? recover.error} />
      <div className={classes.actions}>
        {draft === null ? (
          <Button loading={pick.isPending} onClick={() => void pick.run(undefined)}>
            {t('organization.member.open')}
          </Button>
        ) : (
          <Button
            disabled={!isMatched}
            loading={change.isPending || recover.isPending}
            onClick={() => submit(draft.draftId)}
          >
            {t(`organization.member.submit.${use.kind}`)}
          </Button>
        )}
        <Button variant="default" onClick={onEnd}>
          {t('common.action.cancel')}
        </Button>
      </div>
    </div>
  );
}

function titleOf(t: ReturnType<typeof useT>, use: CardUse): string {
  if (use.kind === 'add') return t('organization.member.title.add');
  return t(`organization.member.title.${use.kind}`, { name: use.name });
}
