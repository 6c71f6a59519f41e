import type { AppHandlers } from '../../contract/contract.ts';
import type { BackupContents, BackupView, OpenedBackup } from '../../contract/areas/backup.ts';
import type { SessionView } from '../../contract/areas/session.ts';
import { sampleSession } from './sample-session.ts';
import { day } from './sample-time.ts';

export const SAMPLE_CONTENTS: BackupContents = {
  madeAt: day(-1, -20),
  newestAt: day(-1, -31),
  program: '0.1.0',
  companies: [
    { name: 'ООО «Ромашка»', inn: '7707083893' },
    { name: 'ИП Петров П. П.', inn: '500100732259' },
  ],
  people: 3,
  tokens: 9,
  certificates: 3,
  payments: 1_204,
  openPayments: 6,
  journal: 8_412,
  records: 2_977,
  secrets: 0,
};

export const SAMPLE_OPENED: OpenedBackup = {
  file: '2026-11-15 13-42.klyuchnik-backup.age',
  contents: SAMPLE_CONTENTS,
  mayRestore: false,
};

export const SAMPLE_BACKUPS: BackupView = {
  folder: '/home/anna/Копии Ключника',
  lastAt: day(-1, -20),
  lastFile: '2026-11-15 13-42.klyuchnik-backup.age',
  kept: 11,
  failure: null,
  provedAt: day(-12),
  leftAt: null,
};

type Of<Area extends string> = Pick<AppHandlers, Extract<keyof AppHandlers, `${Area}.${string}`>>;

/** Backups of the sample company. */
export function backupSamples({
  session,
  backups,
}: {
  readonly session?: Partial<SessionView>;
  readonly backups?: Partial<BackupView>;
}): Of<'backup'> {
  let view = { ...SAMPLE_BACKUPS, ...backups };
  const become = async (change: Partial<BackupView>) => (view = { ...view, ...change });
  return {
    'backup.view': async () => view,
    'backup.setUp': () => become({ folder: '/media/usb', failure: null, lastAt: day(0), kept: 1 }),
    'backup.stop': () => become({ folder: null }),
    'backup.make': () => become({ lastAt: day(0), kept: view.kept + 1, failure: null }),
    'backup.saveWithSecrets': ({ leaves }) => become({ leftAt: leaves ? day(0) : view.leftAt }),
    'backup.takeUp': () => become({ leftAt: null }),
    'backup.open': async () => ({
      ...SAMPLE_OPENED,
      mayRestore: session?.phase === 'blocked' || session?.phase === 'first-run',
    }),
    'backup.restore': async () => ({ ...sampleSession(), ...session, phase: 'ready' as const }),
    'backup.forget': async () => ({}),
  };
}
