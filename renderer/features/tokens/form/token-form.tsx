import { Button } from '@mantine/core';
import { IconClipboardText } from '@tabler/icons-react';
import { useRef, type FormEvent, type KeyboardEvent } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { focusAbove } from '../../../ui/focus-above.ts';
import { Notice } from '../../../ui/notice.tsx';
import { TokenAdded } from './token-added.tsx';
import type { TokenDraft } from './token-draft.ts';
import { TokenFormAccesses } from './token-form-accesses.tsx';
import { TokenFormAddresses } from './token-form-addresses.tsx';
import { TokenFormBasics } from './token-form-basics.tsx';
import { TokenFormTerms } from './token-form-terms.tsx';
import { useTokenForm, type TokenFormState } from './use-token-form.ts';
import classes from './token-form.module.css';

interface TokenFormProps {
  readonly companyId: CompanyId;
  /** What is likely and can be changed. */
  readonly start?: Partial<TokenDraft>;
  /** The token is stored, and the person has seen so. */
  readonly onDone: (token: TokenView) => void;
  readonly onCancel: () => void;
  /** What leaving without a token is called; «Отмена» unless the form is a step that can be skipped. */
  readonly cancelLabel?: string;
}

/** Everything the ledger keeps of a new token but its text, for which main opens a window of its own. */
export function TokenForm({ companyId, start, onDone, onCancel, cancelLabel }: TokenFormProps) {
  const t = useT();
  const form = useTokenForm(companyId, start);
  const element = useRef<HTMLFormElement>(null);
  const submit = () => {
    void form.submit();
    requestAnimationFrame(() =>
      focusAbove(element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  if (form.added !== null) return <TokenAdded token={form.added} onDone={onDone} />;
  return (
    <form
      ref={element}
      className={classes.form}
      noValidate
      aria-label={t('tokens.form.title')}
      onKeyDown={onKeyDown}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className={classes.intro}>{t('tokens.form.intro')}</p>
      <TokenFormBasics form={form} />
      <TokenFormAccesses form={form} companyId={companyId} />
      <TokenFormAddresses form={form} companyId={companyId} />
      <TokenFormTerms form={form} companyId={companyId} />
      <div className={classes.footer}>
        <Outcome form={form} />
        <p className={classes.footerHint}>{t('tokens.form.submitHint')}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onCancel} disabled={form.isPending}>
            {cancelLabel ?? t('common.action.cancel')}
          </Button>
          <Button
            type="submit"
            loading={form.isPending}
            leftSection={<IconClipboardText size={16} aria-hidden />}
          >
            {t('tokens.form.submit')}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** Why the last try did not store a token. */
function Outcome({ form }: { readonly form: TokenFormState }) {
  const t = useT();
  if (form.problemCount > 0) {
    return (
      <Notice tone="warning" title={t('tokens.form.problems', { count: form.problemCount })} role="status" />
    );
  }
  if (form.wasCancelled) return <Notice tone="info" title={t('tokens.form.cancelled')} role="status" />;
  return <ErrorNotice error={form.error} />;
}
