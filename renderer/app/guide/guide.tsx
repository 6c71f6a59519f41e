import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { SessionView } from '../../../contract/areas/session.ts';
import { useT } from '../../i18n/t.ts';
import { GuideContext, type GuidePlace } from '../../ui/guide/guide-context.ts';
import { pageOfLocation } from '../../ui/guide/guide-pages.ts';
import { useShortcut } from '../../ui/shortcut.ts';

/** Comes when it is first opened, with the texts: the start of the program does not wait for them. */
const GuideDrawer = lazy(async () => ({ default: (await import('./guide-drawer.tsx')).GuideDrawer }));

interface GuideProps {
  readonly phase: SessionView['phase'];
  readonly children: ReactNode;
}

/** F1 opens the page of the guide for what is on the screen; everything inside may open it by `useGuide`. */
export function Guide({ phase, children }: GuideProps) {
  const t = useT();
  const [location] = useLocation();
  const [place, setPlace] = useState<GuidePlace | null>(null);
  const ofScreen: GuidePlace = { page: phase === 'blocked' ? 'lost-computer' : pageOfLocation(location) };
  useShortcut({ keys: 'F1', label: t('guide.open'), inDialog: true, run: () => setPlace(ofScreen) });
  return (
    <GuideContext value={setPlace}>
      {children}
      {place !== null && (
        <Suspense>
          <GuideDrawer place={place} onGo={setPlace} onClose={() => setPlace(null)} />
        </Suspense>
      )}
    </GuideContext>
  );
}
