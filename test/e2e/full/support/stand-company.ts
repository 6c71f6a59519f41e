import type { KnownAccess } from '../../../../contract/t-bank/accesses.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import type { CertificateId, CompanyId, PaymentId } from '../../../../contract/values/ids.ts';
import { SAMPLE_PAYMENT } from '../../screens/payment-form.ts';
import { call, reaches } from './app-calls.ts';
import { answerFileDialog } from './file-dialog.ts';
import type { RunningApp } from './running-app.ts';
import type { Workbench } from './workbench.ts';
import { NO_TAX_FIELDS } from '../../../../contract/areas/payments.ts';

export const ACCOUNTANT = 'Смирнова О. Н.';
export const DIRECTOR = 'Кузнецов Д. И.';
export const PASSPHRASE = 'верблюд подковал янтарную лодку';

/** Above any sum of these tests. Units: kopecks. */
const FREE = { approvalAboveMinor: 10_000_000_00, refuseAboveMinor: null };

/**
 * Makes a company at the bank of the workbench with an accountant, a director, two tokens and a certificate, and rules
 * that let the accountant pay small sums alone. The same calls as the screens make, without the screens: those have
 * their own test.
 */
export async function prepareStandCompany(bench: Workbench): Promise<CompanyId> {
  const { app } = bench;
  await reaches(app.page, 'first-run');
  await call(app.page, 'setup.addPerson', { name: ACCOUNTANT, role: 'accountant' });
  const addDirector = () => call(app.page, 'setup.addPerson', { name: DIRECTOR, role: 'director' });
  const director = await answering(app, addDirector, { secret: PASSPHRASE, repeat: true });
  const { companyId } = await call(app.page, 'setup.addCompany', {
    name: 'ООО «Пример»',
    inn: '9999000006',
    kpp: '999901001',
    environment: 'stand',
  });
  await addTokens(bench, companyId);
  const switchTo = () => call(app.page, 'session.switchPerson', { personId: director.personId });
  await answering(app, switchTo, { secret: PASSPHRASE });
  await answering(app, () => freeRules(app, companyId), { secret: PASSPHRASE });
  const { people } = await call(app.page, 'session.snapshot', {});
  const accountant = people.find(({ name }) => name === ACCOUNTANT);
  if (accountant !== undefined)
    await call(app.page, 'session.switchPerson', { personId: accountant.personId });
  await bench.bank.control({
    command: 'setLimits',
    tApi: {
      perPaymentKopecks: null,
      perDayKopecks: null,
      perMonthKopecks: null,
      perCounterpartyPerDay: null,
    },
  });
  await call(app.page, 'accounts.refresh', { companyId });
  return companyId;
}

/** A payment that the rules let out without an approval: ready to be sent. */
export interface ReadyPayment {
  readonly paymentId: PaymentId;
  /** A text that only this payment has in its row. */
  readonly mark: string;
}

/** Prepares a payment up to the button that sends it. `number` makes it unlike the others. */
export async function readyPayment(
  app: RunningApp,
  companyId: CompanyId,
  number: number,
): Promise<ReadyPayment> {
  return submittedPayment(app, companyId, { number, becomes: 'approved' });
}

interface WantedPayment {
  /** Makes it unlike the others; its sum in roubles. */
  readonly number: number;
  readonly becomes: 'approved' | 'submitted';
  /** Where no token of this computer can ask the bank for accounts. */
  readonly account?: string | undefined;
}

/**
 * Prepares a payment and hands it in. Errors: rejects when the rules make something else of it than it is to become.
 */
export async function submittedPayment(
  app: RunningApp,
  companyId: CompanyId,
  { number, becomes, account }: WantedPayment,
): Promise<ReadyPayment> {
  await reaches(app.page, 'ready');
  const { accounts } = await call(app.page, 'accounts.list', { companyId });
  const mark = `Оплата по счёту ${String(number)} за бумагу`;
  const { payment } = await call(app.page, 'payments.saveDraft', {
    companyId,
    draft: null,
    fields: {
      accountNumber: account ?? accounts.find(({ isMain }) => isMain)?.accountNumber ?? '',
      payeeName: SAMPLE_PAYMENT.payee,
      payeeInn: SAMPLE_PAYMENT.inn,
      payeeKpp: SAMPLE_PAYMENT.kpp,
      payeeBik: SAMPLE_PAYMENT.bik,
      payeeBankName: 'АО «ТБанк»',
      payeeCorrAccount: '30101810145250000974',
      payeeAccount: SAMPLE_PAYMENT.account,
      amountText: `${String(number)},00`,
      purpose: `${mark}. НДС не облагается`,
      documentNumber: '',
      executionOrder: '5',
      uin: '0',
      ...NO_TAX_FIELDS,
      route: 'direct',
    },
  });
  const { paymentId, revision } = payment;
  const submitted = await call(app.page, 'payments.submit', { paymentId, revision });
  if (submitted.payment.status !== becomes) throw new Error(`it is ${submitted.payment.status}`);
  return { paymentId, mark };
}

/** Adds a certificate, the token of every day and the paying one, with the files and texts that the bank gave out. */
export async function addTokens(bench: Workbench, companyId: CompanyId): Promise<void> {
  const { app, bank } = bench;
  const { certFile, keyFile } = bank.certificate('director');
  await answerFileDialog(app.electron, [certFile, keyFile]);
  const label = 'Платежи, 2026';
  const { draftId, found } = await call(app.page, 'certificates.pick', {});
  const told = { companyId, label, holder: '', signatureUntil: null, replaces: null, note: '' };
  const fingerprint = found[0]?.fingerprint ?? '';
  const kept = await call(app.page, 'certificates.keep', { draftId, fingerprint, ...told });
  const { certificateId } = kept.certificate;
  const everyday: KnownAccess[] = ['company-info', 'accounts', 'statement', 'drafts', 'document-status'];
  await addToken(
    bench,
    { companyId, label: 'Бухгалтерия', accesses: everyday, certificateId: null },
    'accountant',
  );
  const paying: KnownAccess[] = ['company-info', 'accounts', 'payments'];
  await addToken(
    bench,
    { companyId, label: 'Платежи директора', accesses: paying, certificateId },
    'director',
  );
}

interface Described {
  readonly companyId: CompanyId;
  readonly label: string;
  readonly accesses: KnownAccess[];
  readonly certificateId: CertificateId | null;
}

async function addToken({ app, bank }: Workbench, token: Described, inBank: string): Promise<void> {
  const add = () =>
    call(app.page, 'tokens.add', {
      ...token,
      purpose: '',
      issuer: DIRECTOR,
      issuedOn: moscowDate(new Date().toISOString()),
      ips: [{ address: '203.0.113.7', name: 'офис' }],
      ipCheck: 'on',
      rule: { kind: 'idle', days: 90 },
    });
  await answering(app, add, { secret: bank.token(inBank) });
}

async function freeRules({ page }: RunningApp, companyId: CompanyId): Promise<unknown> {
  const { version, rules } = await call(page, 'policy.get', { companyId });
  return call(page, 'policy.change', {
    companyId,
    version,
    rules: { ...rules, payment: FREE, day: FREE, month: FREE, payeeDay: FREE, newPayeeNeedsApproval: false },
  });
}

/** Makes a call for which the app opens the window for secrets, answers there, and gives what the call came to. */
export async function answering<T>(
  app: RunningApp,
  ask: () => Promise<T>,
  { secret, repeat = false }: { readonly secret: string; readonly repeat?: boolean },
): Promise<T> {
  const asked: Promise<T>[] = [];
  // The call ends only after the answer, so it is not waited for before.
  const open = async () => void asked.push(ask());
  await app.window.answerSecret(open, secret, { repeat });
  const [answer] = asked;
  if (answer === undefined) throw new Error('nothing was asked');
  return answer;
}
