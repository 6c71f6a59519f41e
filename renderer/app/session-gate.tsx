import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import type { SessionView } from '../../contract/areas/session.ts';
import { app, toErrorInfo, unwrap } from '../api/client.ts';
import { fetchSession } from '../api/fetch-session.ts';
import { keys } from '../api/keys.ts';
import { useTexts } from '../i18n/texts.tsx';
import { SessionContext } from '../api/use-session.ts';
import { BlockedScreen } from '../features/gate/blocked-screen.tsx';
import { LockedScreen } from '../features/gate/locked-screen.tsx';
import { OpeningScreen } from '../features/gate/opening-screen.tsx';
import { Guide } from './guide/guide.tsx';
import { fetchFirstScreens, fetchScreens, FirstRun } from './lazy-screens.ts';
import { useTheme } from './providers.tsx';
import { Shell } from './shell.tsx';
import { ErrorState } from '../ui/states.tsx';

/** By then the first screen is drawn. Units: ms. Own choice: twice what it takes. */
const AFTER_FIRST_SCREEN_MS = 1_500;

/** Shows what the phase of the session allows: opening, blocked, locked, first run or the application. */
export function SessionGate() {
  const query = useQuery({
    queryKey: keys.session,
    queryFn: ({ client }) => fetchSession(client, () => unwrap(app().session.snapshot({}))),
    staleTime: Infinity,
  });
  const isOpening = query.data === undefined || query.data.phase === 'opening';
  useEffect(() => {
    if (isOpening) {
      const idle = requestIdleCallback(() => void fetchFirstScreens());
      return () => cancelIdleCallback(idle);
    }
    const later = setTimeout(() => void fetchScreens(), AFTER_FIRST_SCREEN_MS);
    return () => clearTimeout(later);
  }, [isOpening]);
  if (query.data !== undefined) return <WithSession session={query.data} />;
  if (query.isError) {
    return <ErrorState error={toErrorInfo(query.error)} onRetry={() => void query.refetch()} />;
  }
  return null;
}

function WithSession({ session }: { readonly session: SessionView }) {
  const { i18n } = useTexts();
  useTheme(session.theme);
  useEffect(() => {
    document.documentElement.lang = session.language;
    if (i18n.language !== session.language) void i18n.changeLanguage(session.language);
  }, [i18n, session.language]);
  return (
    <SessionContext value={session}>
      <Guide phase={session.phase}>
        <Phase session={session} />
      </Guide>
    </SessionContext>
  );
}

function Phase({ session }: { readonly session: SessionView }) {
  // The session is ready as soon as there are a person and a company; the wizard goes on to the first token.
  const [isSettingUp, setSettingUp] = useState(false);
  switch (session.phase) {
    case 'opening':
      return <OpeningScreen />;
    case 'blocked':
      return <BlockedScreen />;
    case 'locked':
      return <LockedScreen />;
    case 'first-run':
    case 'ready':
      if (session.phase === 'ready' && !isSettingUp) return <Shell />;
      return (
        <Suspense>
          <FirstRun onStart={() => setSettingUp(true)} onFinish={() => setSettingUp(false)} />
        </Suspense>
      );
  }
}
