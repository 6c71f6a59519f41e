import { Drawer } from '@mantine/core';
import { useState } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { ShownContext } from '../../../api/shown.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { TokenForm } from './token-form.tsx';

interface TokenFormDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: (token: TokenView) => void;
}

const TITLE = { title: { fontSize: 18, fontWeight: 600 } } as const;

/**
 * The form of a new token over the list. Esc only hides it, so that nothing typed is lost; «Отмена» empties it. What
 * the last try said is forgotten either way.
 */
export function TokenFormDrawer({ isOpen, onClose, onDone }: TokenFormDrawerProps) {
  const t = useT();
  const company = useCompany();
  const [round, setRound] = useState(0);
  const startAnew = () => setRound(round + 1);
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={640}
      keepMounted
      closeOnClickOutside={false}
      title={t('tokens.form.title')}
      styles={TITLE}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <ShownContext value={isOpen}>
        <TokenForm
          key={`${company.companyId}/${round}`}
          companyId={company.companyId}
          onDone={(token) => {
            startAnew();
            onDone(token);
          }}
          onCancel={() => {
            startAnew();
            onClose();
          }}
        />
      </ShownContext>
    </Drawer>
  );
}
