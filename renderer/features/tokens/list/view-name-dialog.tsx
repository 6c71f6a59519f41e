import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../../i18n/t.ts';
import type { NameProblem } from './saved-views.ts';

interface ViewNameDialogProps {
  readonly isOpen: boolean;
  /** The name it has; `null` for a new one. */
  readonly current: string | null;
  readonly problemOf: (name: string) => NameProblem | null;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for the name of a saved filter. */
export function ViewNameDialog({ isOpen, current, problemOf, onDone, onClose }: ViewNameDialogProps) {
  const t = useT();
  const [name, setName] = useState(current ?? '');
  const [isAsked, setAsked] = useState(false);
  const problem = problemOf(name);
  const isWrong = problem !== null && (isAsked || problem === 'taken');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t(current === null ? 'tokens.saved.saveTitle' : 'tokens.saved.renameTitle')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (problem === null) onDone(name);
        }}
      >
        <TextInput
          label={t('tokens.saved.name')}
          description={t('tokens.saved.nameHint')}
          value={name}
          maxLength={40}
          data-autofocus
          error={isWrong ? t(`tokens.saved.problem.${problem}`) : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button type="submit">{t('tokens.saved.keep')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
