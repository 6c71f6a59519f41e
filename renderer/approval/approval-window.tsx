import { MantineProvider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { ApprovalWindowView } from '../../contract/areas/approval-window.ts';
import { styleNonce } from '../app/content-policy.ts';
import { memoryColorScheme } from '../app/memory-color-scheme.ts';
import { cssVariables, theme } from '../app/theme.ts';
import { useActivity } from '../app/use-activity.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { approvalTexts } from './approval-texts.ts';
import { Desk } from './desk.tsx';

/** The whole window: nothing until main has said what lies on the desk. */
export function ApprovalWindow() {
  const [view, setView] = useState<ApprovalWindowView | null>(null);
  useEffect(() => {
    void window.approval.view({}).then((result) => {
      if (result.ok) setView(result.value);
    });
  }, []);
  useActivity(() => void window.approval.noteActivity({}));
  return view === null ? null : <Themed view={view} />;
}

function Themed({ view }: { readonly view: ApprovalWindowView }) {
  const [i18n] = useState(() => createI18n(view.language, approvalTexts));
  const [schemes] = useState(memoryColorScheme);
  useEffect(() => {
    document.documentElement.lang = view.language;
  }, [view.language]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      colorSchemeManager={schemes}
      defaultColorScheme={view.theme}
    >
      <I18nextProvider i18n={i18n}>
        <Desk firstView={view} />
      </I18nextProvider>
    </MantineProvider>
  );
}
