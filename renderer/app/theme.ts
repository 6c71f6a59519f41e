import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The one accent; shade 6 carries white text at 4.5 : 1 and more. Source: ui.md, Colour and shape; WCAG 2.2, 1.4.3. */
const ink: MantineColorsTuple = [
  '#eef3fb',
  '#dbe4f4',
  '#b6c9ea',
  '#8fadde',
  '#6d93d4',
  '#5580cb',
  '#3a69bd',
  '#2f589f',
  '#244782',
  '#193666',
];

/** Red that carries white text; the library's own is too light for that. */
const red: MantineColorsTuple = [
  '#fdf0ee',
  '#fbdcd8',
  '#f5b3ac',
  '#ef887e',
  '#e9635a',
  '#e0483e',
  '#c9291e',
  '#b42318',
  '#8f1c13',
  '#6c150f',
];

/** The library's dark greys are brownish beside our panels; fields, menus and switches take these. */
const dark: MantineColorsTuple = [
  '#dfe3e8',
  '#a2abb7',
  '#929cab',
  '#5b6573',
  '#434c59',
  '#333b47',
  '#262c35',
  '#1c2027',
  '#171a20',
  '#121519',
];

/**
 * A dialog that fades away would still take keys: Enter would save what Esc had just closed. Own choice: nothing is
 * seen of a dialog that no longer counts.
 */
const CLOSES_AT_ONCE = { exitDuration: 0 };

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 6 },
  colors: { ink, red, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif" },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 8,
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Modal: { defaultProps: { centered: true, radius: 10, transitionProps: CLOSES_AT_ONCE } },
    Drawer: { defaultProps: { transitionProps: CLOSES_AT_ONCE } },
    Tooltip: { defaultProps: { openDelay: 300 } },
    // The library's grey misses WCAG's 4.5 : 1.
    Notification: { styles: { description: { color: 'var(--mantine-color-dimmed)' } } },
    Button: { defaultProps: { size: 'sm' } },
  },
});

/** The library's dimmed, placeholder and error colours miss WCAG's 4.5 : 1; these hold it on our backgrounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1a1f27',
    '--mantine-color-dimmed': '#5a6472',
    '--mantine-color-placeholder': '#6b7582',
    '--mantine-color-error': '#b42318',
    '--mantine-color-default-border': '#cfd5dc',
    '--mantine-color-anchor': '#2f589f',
  },
  dark: {
    '--mantine-color-body': '#1c2027',
    '--mantine-color-text': '#dfe3e8',
    '--mantine-color-dimmed': '#a2abb7',
    '--mantine-color-placeholder': '#929cab',
    '--mantine-color-error': '#ff9a92',
    '--mantine-color-default': '#262c35',
    '--mantine-color-default-hover': '#2e3540',
    '--mantine-color-default-border': '#434c59',
    '--mantine-color-anchor': '#8fb2f0',
  },
});
