import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { useT } from '../../../i18n/t.ts';
import { useProtectionMenu } from './token-custody-menu.tsx';
import { TokenPlanItems } from './token-plan-menu.tsx';
import { useRecordMenu } from './token-record-menu.tsx';

/** Everything that can be done with a token besides checking it. */
export function TokenActions({ token }: { readonly token: TokenView }) {
  const t = useT();
  const record = useRecordMenu(token);
  const custody = useProtectionMenu(token);
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('clock.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <TokenPlanItems token={token} />
          <Menu.Divider />
          {custody.items}
          <Menu.Divider />
          {record.items}
        </Menu.Dropdown>
      </Menu>
      {record.windows}
      {custody.windows}
    </>
  );
}
