import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useT } from '../i18n/t.ts';

/** What happened while somebody looked elsewhere, in the corner; each with a button that says what it does. */
export function Notices() {
  const t = useT();
  const closeButtonProps = { 'aria-label': t('common.action.close') };
  const theme = { components: { Notification: { defaultProps: { closeButtonProps } } } };
  return (
    <MantineThemeProvider inherit theme={theme}>
      <Notifications position="bottom-right" />
    </MantineThemeProvider>
  );
}
