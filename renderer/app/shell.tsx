import { Suspense, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { app } from '../api/client.ts';
import { KeyHelp } from '../ui/key-help.tsx';
import { BankBanner } from './bank-banner.tsx';
import { ClockBanner } from './clock-banner.tsx';
import { CommandPalette } from './command-palette.tsx';
import { Header } from './header.tsx';
import { LostSecretBanner } from './lost-secret-banner.tsx';
import { Navigation } from './navigation.tsx';
import { Routes } from './routes.tsx';
import { ScreenErrorBoundary } from './screen-error-boundary.tsx';
import classes from './shell.module.css';
import { SignedDrop } from './signed-drop.tsx';
import { useActivity } from './use-activity.ts';
import { VaultBanner } from './vault-banner.tsx';

/** The frame around every screen of an open vault. */
export function Shell() {
  const [location] = useLocation();
  useActivity(() => void app().session.noteActivity({}));
  useScrollToTop(location);
  return (
    <div className={classes.shell}>
      <Header />
      <Navigation />
      <main className={classes.content} id="content">
        <VaultBanner />
        <BankBanner />
        <ClockBanner />
        <LostSecretBanner />
        <ScreenErrorBoundary resetKey={location}>
          <Suspense>
            <Routes />
          </Suspense>
        </ScreenErrorBoundary>
      </main>
      <CommandPalette />
      <KeyHelp />
      <SignedDrop />
    </div>
  );
}

/** Another screen begins at its top; the first one does, and asking for it would lay the page out once more. */
function useScrollToTop(location: string): void {
  const shown = useRef(location);
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    document.getElementById('content')?.scrollTo(0, 0);
  }, [location]);
}
