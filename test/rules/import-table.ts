/**
 * Who may import what (ARCHITECTURE.md shows the same table). A package that is not listed here fails the test until
 * somebody adds it.
 */
export interface ImportRule {
  /** Files that the rule is for, as the beginning of their path. The longest match counts. */
  readonly of: string;
  /** Our own files that may be imported, as beginnings of paths. */
  readonly own: readonly string[];
  /** Packages that may be imported; `node:*` stands for all of Node. */
  readonly packages: readonly string[];
}

/** Modules of the domain, each of which may use those before it. */
export const DOMAIN_ORDER = [
  'time',
  'updates',
  'audit',
  'people',
  'companies',
  'policy',
  'envelopes',
  'organizations',
  'certificates',
  'tokens',
  'protection',
  'statements',
  'onec',
  'counterparties',
  'payments',
  'requests',
  'diagnosis',
  'plans',
  'reminders',
  'inventory',
  'overview',
  'backup',
  'session',
  'training',
] as const;

/** Values and ports that everybody in main may use. */
const COMMON = ['contract/', 'main/ports/'];

const DOMAIN = DOMAIN_ORDER.map((name) => `main/domain/${name}/`);

const domainRules: readonly ImportRule[] = DOMAIN_ORDER.map((name, index) => ({
  of: `main/domain/${name}/`,
  own: [
    ...COMMON,
    ...DOMAIN.slice(0, index + 1),
    ...(name === 'training' ? ['training-bank/training-bank.ts'] : []),
  ],
  packages: ['zod'],
}));

/**
 * An edge wears its vendor's name: `packages` are the vendor. It may also use `own`, of the domain or of an edge below
 * it.
 */
function edge(name: string, own: readonly string[], packages: readonly string[]): ImportRule {
  return { of: `main/edges/${name}/`, own: [...COMMON, `main/edges/${name}/`, ...own], packages };
}

const UI_PACKAGES = [
  'react',
  'react-dom/client',
  '@mantine/core',
  '@mantine/core/styles.css',
  '@mantine/form',
  '@mantine/hooks',
  '@mantine/notifications',
  '@mantine/notifications/styles.css',
  '@mantine/spotlight',
  '@mantine/spotlight/styles.css',
  '@tabler/icons-react',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  '@fontsource-variable/inter',
  '@fontsource-variable/inter/wght.css',
  'get-nonce',
  'i18next',
  'luxon',
  'wouter',
  'wouter/memory-location',
  'wouter/use-hash-location',
  'zod',
];

export const IMPORT_RULES: readonly ImportRule[] = [
  { of: 'contract/', own: ['contract/'], packages: ['zod'] },
  // Told apart here because the parser of addresses is the one package that a value needs.
  { of: 'contract/values/ip-addresses.ts', own: ['contract/'], packages: ['ipaddr.js'] },
  { of: 'preload/', own: ['contract/channel-names.ts'], packages: ['electron'] },
  ...domainRules,
  edge('system', DOMAIN, ['canonicalize', 'ical-generator', 'number-to-words-ru', 'zod', 'node:*']),
  edge('dbus', [], ['dbus-native']),
  edge('tapi', [], ['undici', 'zod', 'node:*']),
  edge(
    'keychain',
    ['main/domain/people/', 'main/edges/system/durable-file.ts', 'main/edges/system/rename-over.ts'],
    ['keytar', 'hash-wasm', 'zod', 'node:*'],
  ),
  edge('age', [...DOMAIN, 'main/edges/keychain/signing-key.ts'], ['age-encryption', 'node:*']),
  edge(
    'folders',
    [
      'main/domain/backup/',
      'main/domain/certificates/',
      'main/domain/payments/draft/orders-folder.ts',
      'main/domain/requests/',
      'main/edges/age/age-files.ts',
      'main/edges/system/durable-file.ts',
    ],
    ['node:*'],
  ),
  edge(
    'store',
    [...DOMAIN, 'main/edges/system/system-clock.ts'],
    ['node-sqlite3-wasm', 'canonicalize', 'zod', 'node:*'],
  ),
  edge('x509', ['main/domain/certificates/'], ['node-forge', '@peculiar/x509', 'reflect-metadata', 'node:*']),
  edge('strength', [], ['@zxcvbn-ts/core', '@zxcvbn-ts/language-common', '@zxcvbn-ts/language-en']),
  edge('qr', [], ['zxing-wasm/reader', 'node:*']),
  edge('sheets', [], ['papaparse', 'write-excel-file/node', 'pdfkit', 'fontkit', 'node:*']),
  edge('bik', [], ['saxes', 'fflate']),
  edge(
    'windows',
    ['main/domain/reminders/', 'main/edges/link/', 'main/edges/system/file-name.ts'],
    ['electron', 'node:*'],
  ),
  edge('ipc', DOMAIN, ['zod', 'node:crypto']),
  // What the vault process and the process of the windows say to each other.
  edge('link', ['main/domain/reminders/'], ['birpc', 'zod', 'node:crypto']),
  // The bank is written from the bank's facts and shares nothing with our client.
  {
    of: 'training-bank/',
    own: ['training-bank/'],
    packages: ['zod', 'luxon', '@peculiar/x509', 'reflect-metadata', 'node:*'],
  },
  // The ports and values themselves.
  { of: 'main/ports/', own: COMMON, packages: ['zod'] },
  // The wiring knows everything; only vault-process.ts knows compose.ts.
  { of: 'main/open-vault.ts', own: ['contract/', 'main/', 'training-bank/'], packages: ['node:*'] },
  {
    of: 'main/training-host.ts',
    own: ['contract/', 'main/', 'training-bank/'],
    packages: ['reflect-metadata'],
  },
  {
    of: 'main/compose.ts',
    own: ['contract/', 'main/', 'training-bank/'],
    packages: ['reflect-metadata', 'node:*'],
  },
  { of: 'main/shell-ports.ts', own: ['contract/', 'main/', 'training-bank/'], packages: ['node:*'] },
  {
    of: 'main/vault-process.ts',
    own: [
      'main/compose.ts',
      'main/edges/link/',
      'main/edges/system/move-clock.ts',
      'main/edges/system/print-marks.ts',
    ],
    packages: ['electron'],
  },
  {
    of: 'main/main.ts',
    own: [
      'main/ports/ports.ts',
      'main/edges/dbus/',
      'main/edges/system/print-marks.ts',
      'main/edges/system/system-clock.ts',
      'main/edges/windows/',
    ],
    packages: ['electron', 'node:*'],
  },
  { of: 'renderer/', own: ['contract/', 'renderer/'], packages: UI_PACKAGES },
  { of: 'renderer/api/', own: ['contract/', 'renderer/api/'], packages: UI_PACKAGES },
  { of: 'renderer/i18n/', own: ['contract/', 'renderer/i18n/'], packages: UI_PACKAGES },
  {
    of: 'renderer/ui/',
    own: ['contract/', 'renderer/ui/', 'renderer/i18n/', 'renderer/api/'],
    packages: UI_PACKAGES,
  },
];

/** One screen draws a chart. */
const CHART = ['uplot', 'uplot/dist/uPlot.min.css'];

/**
 * A feature uses the foundation and itself. The first run is made of the forms of other features, plans describe tokens
 * with the parts of theirs, the organization is a part of the settings.
 */
export function featureRule(feature: string): ImportRule {
  const borrowed =
    feature === 'first-run'
      ? ['tokens', 'certificates', 'settings', 'organization'].map((name) => `renderer/features/${name}/`)
      : feature === 'plans'
        ? ['renderer/features/tokens/']
        : feature === 'settings'
          ? ['renderer/features/organization/']
          : [];
  return {
    of: `renderer/features/${feature}/`,
    own: [
      'contract/',
      'renderer/api/',
      'renderer/ui/',
      'renderer/i18n/',
      `renderer/features/${feature}/`,
      ...borrowed,
    ],
    packages: feature === 'accounts' ? [...UI_PACKAGES, ...CHART] : UI_PACKAGES,
  };
}
