import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bankSettingsSchema, type BankSettings } from '../training-bank/state/bank-settings.ts';
import { startTrainingBank, type TrainingBank } from '../training-bank/training-bank.ts';

const usage = `npm run bank -- [options]     the training bank alone, until it is stopped

  --json                     one JSON line about where the bank is
  --settle-after-ms N        how long a payment stays in progress (3000)
  --port-ordinary N          port of the ordinary listener (any free one)
  --port-secured N           port of the mTLS listener (any free one)
  --state-file PATH          keep the bank's memory between runs
  --set NAME=VALUE           a setting, may be repeated (--set paySuccessStatus=201); nested values as JSON
  --settings                 list the settings with their defaults`;

/** The lines printed with --json and in the summary. */
export interface BankSummary {
  readonly ordinaryBaseUrl: string;
  readonly securedBaseUrl: string;
  readonly cabinetUrl: string;
  readonly caFile: string;
  readonly accounts: readonly string[];
  readonly tokens: readonly {
    readonly label: string;
    readonly text: string;
    readonly accesses: readonly string[];
    readonly ips: readonly string[];
  }[];
  readonly certificates: readonly {
    readonly label: string;
    readonly certFile: string;
    readonly keyFile: string;
  }[];
}

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      settings: { type: 'boolean', default: false },
      'settle-after-ms': { type: 'string' },
      'port-ordinary': { type: 'string' },
      'port-secured': { type: 'string' },
      'state-file': { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
    },
  });
  if (values.help || values.settings) {
    process.stdout.write(`${values.help ? usage : JSON.stringify(bankSettingsSchema.parse({}), null, 2)}\n`);
    return;
  }
  const settleAfterMs = wholeNumber('settle-after-ms', values['settle-after-ms']);
  const ordinary = wholeNumber('port-ordinary', values['port-ordinary']);
  const secured = wholeNumber('port-secured', values['port-secured']);
  const stateFile = values['state-file'];
  const bank = await startTrainingBank({
    now: () => new Date(),
    settings: parseSettings(values.set),
    ports: { ...(ordinary === undefined ? {} : { ordinary }), ...(secured === undefined ? {} : { secured }) },
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(settleAfterMs === undefined ? {} : { settleAfterMs }),
  });
  const directory = mkdtempSync(join(tmpdir(), 'klyuchnik-bank-'));
  chmodSync(directory, 0o700);
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  stopOnSignal(bank);
  const summary = furnish(bank, directory);
  process.stdout.write(values.json ? `${JSON.stringify(summary)}\n` : readable(summary));
}

function stopOnSignal(bank: TrainingBank): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    bank.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(
          `the bank did not stop cleanly: ${error instanceof Error ? error.message : 'unknown'}\n`,
        );
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** Issues the tokens and certificates of the prepared company and writes what programs need as files. */
function furnish(bank: TrainingBank, directory: string): BankSummary {
  const home = ['127.0.0.1'];
  const specs = [
    {
      label: 'accountant',
      accesses: [
        'company-info/get',
        'bank-accounts/get',
        'bank-statements/get',
        'payments/draft/create',
        'payments/status/get',
      ],
      ips: home,
    },
    { label: 'director', accesses: ['company-info/get', 'bank-accounts/get', 'payments/rub-pay'], ips: home },
    { label: 'no-access', accesses: ['invoice/submit'], ips: home },
    { label: 'other-address', accesses: ['company-info/get', 'bank-accounts/get'], ips: ['127.0.0.2'] },
  ];
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, bank.caPem, { mode: 0o600 });
  return {
    ordinaryBaseUrl: bank.ordinaryBaseUrl,
    securedBaseUrl: bank.securedBaseUrl,
    cabinetUrl: bank.cabinetUrl,
    caFile,
    accounts: bank.accounts,
    tokens: specs.map((spec) => ({ ...spec, text: bank.issueToken(spec).text })),
    certificates: ['director', 'second'].map((label) => writeCertificate(bank, directory, label)),
  };
}

/** The file names are those the bank's clients get (tapi.md §4.4). */
function writeCertificate(
  bank: TrainingBank,
  directory: string,
  label: string,
): BankSummary['certificates'][number] {
  const { certificatePem, privateKeyPem } = bank.issueCertificate({ label });
  const folder = join(directory, label);
  mkdirSync(folder, { mode: 0o700 });
  const certFile = join(folder, 'open-api-cert.pem');
  const keyFile = join(folder, 'private.key');
  writeFileSync(certFile, certificatePem, { mode: 0o600 });
  writeFileSync(keyFile, privateKeyPem, { mode: 0o600 });
  return { label, certFile, keyFile };
}

function readable(summary: BankSummary): string {
  const [firstToken] = summary.tokens;
  const lines = [
    'The training bank is open. Stop it with Ctrl+C.',
    '',
    `ordinary  ${summary.ordinaryBaseUrl}`,
    `secured   ${summary.securedBaseUrl}`,
    `cabinet   ${summary.cabinetUrl}`,
    `CA file   ${summary.caFile}`,
    `accounts  ${summary.accounts.join(', ')}`,
    '',
    ...summary.tokens.flatMap((token) => [
      `token ${token.label} (${token.ips.join(', ')})`,
      `  ${token.text}`,
      `  ${token.accesses.join(', ')}`,
    ]),
    '',
    ...summary.certificates.map(
      ({ label, certFile, keyFile }) => `certificate ${label}\n  ${certFile}\n  ${keyFile}`,
    ),
    '',
    'Try:',
    `  curl --cacert ${summary.caFile} -H "Authorization: Bearer ${firstToken?.text ?? ''}" ${summary.ordinaryBaseUrl}/api/v4/bank-accounts`,
    '',
  ];
  return lines.join('\n');
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number`);
  return Number(text);
}

function parseSettings(pairs: readonly string[]): Partial<BankSettings> {
  const entries = pairs.map((pair): [string, unknown] => {
    const [name = '', ...rest] = pair.split('=');
    return [name, parseValue(rest.join('='))];
  });
  return bankSettingsSchema.parse(Object.fromEntries(entries));
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A bare word is a string: --set lastCursor=null is JSON, --set limitRefusal=failed-state is not.
    return text;
  }
}
