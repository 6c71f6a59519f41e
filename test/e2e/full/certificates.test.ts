import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppApi } from '../../../contract/contract.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { openPayment, readsStatus, sendToBank } from '../screens/payment-screens.ts';
import { call } from './support/app-calls.ts';
import { dropFiles } from './support/drop-files.ts';
import { answerFileDialog } from './support/file-dialog.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { PASSPHRASE, prepareStandCompany, readyPayment } from './support/stand-company.ts';
import { Workbench } from './support/workbench.ts';

const CONTAINER_PASSPHRASE = 'пароль-Ёжик-7';
const LABEL = 'Платежи, старый контейнер';

describe('certificates in the real app', () => {
  let bench: Workbench;
  let window: AppWindow;
  let companyId: CompanyId;

  beforeAll(async () => {
    bench = await Workbench.start({ settleAfterMs: 1_500 });
    ({ window } = await bench.open());
    companyId = await prepareStandCompany(bench);
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  const inDir = (name: string) => path.join(bench.dir, name);
  const openssl = (args: string, passphrase = '') =>
    execFileSync('openssl', args.split(' '), {
      cwd: bench.dir,
      stdio: 'pipe',
      env: { ...process.env, PASS: passphrase },
    });

  it('takes an old container that was dropped on the screen, after its passphrase, and deletes the file when told to', async () => {
    const { certFile, keyFile } = bench.bank.certificate('second');
    openssl(
      `pkcs12 -export -legacy -inkey ${keyFile} -in ${certFile} -passout env:PASS -out old.p12`,
      CONTAINER_PASSPHRASE,
    );
    await bench.app.electron.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    });
    await window.goTo('Сертификаты');

    await window.answerSecret(() => dropFiles(bench.app.electron, [inDir('old.p12')]), CONTAINER_PASSPHRASE);

    const form = window.page.getByRole('form', { name: 'Новый сертификат' });
    await seen(form).toContainText('old.p12', { timeout: PATIENCE_MS });
    await seen(form).toContainText('RSA, 2048 бит');
    await form.getByLabel('Название').fill(LABEL);
    await form.getByRole('button', { name: 'Сохранить сертификат' }).click();
    await window.button('Удалить файлы…').click();
    await window.sees('old.p12 — удалён');
    expect(existsSync(inDir('old.p12'))).toBe(false);
    await window.button('Готово').click();
    await seen(window.row(LABEL)).toBeVisible();
  });

  it('pays over mTLS with the key out of that container', async () => {
    const tokens = await call(window.page, 'tokens.list', {});
    const paying = tokens.find(({ label }) => label === 'Платежи директора');
    const certificate = (await call(window.page, 'certificates.list', {})).find(
      ({ label }) => label === LABEL,
    );
    if (paying === undefined || certificate === undefined) throw new Error('token or certificate is missing');
    const { tokenId, label, purpose, issuer, rule, ips } = paying;
    const { certificateId } = certificate;
    await call(window.page, 'records.editToken', {
      tokenId,
      label,
      purpose,
      issuer,
      rule,
      ips,
      certificateId,
    });
    const payment = await readyPayment(bench.app, companyId, 3_001);
    await openPayment(window, payment.mark);

    await sendToBank(window);

    await readsStatus(window, 'Исполнен');
    const { tokens: inBank } = await bench.bank.view();
    const bound = inBank.flatMap(({ certificateFingerprints }) => certificateFingerprints ?? []);
    expect(bound.map((one) => one.replaceAll(':', '').toLowerCase())).toEqual([certificate.fingerprint]);
    const { chains } = await call(window.page, 'certificates.get', { certificateId });
    expect(chains[0]?.links.map(({ kind }) => kind)).toEqual(['person', 'certificate', 'token', 'accesses']);
  });

  it.each([
    ['a folder', () => 'folder', 'Это не обычный файл, а папка, ссылка или устройство.'],
    [
      'a key alone',
      () => bench.bank.certificate('second').keyFile,
      'Здесь закрытый ключ, а сертификата к нему нет.',
    ],
  ])('says what is wrong with %s that was dropped', async (_name, file, text) => {
    mkdirSync(inDir('folder'), { recursive: true });
    await window.goTo('Сертификаты');

    await dropFiles(bench.app.electron, [path.resolve(bench.dir, file())]);

    await seen(window.page.getByRole('dialog').getByRole('alert')).toContainText(text, {
      timeout: PATIENCE_MS,
    });
    await window.button('Отмена').click();
  });

  it('takes no path from the page: a file that the page made itself leads nowhere', async () => {
    const answer = await window.page.evaluate(async () => {
      const made = new File(['x'], '/etc/hostname');
      return (globalThis as unknown as { app: AppApi }).app.dropCertificateFiles([made]);
    });

    expect(answer).toMatchObject({ ok: false, error: { code: 'certificate-file-unreadable' } });
  });

  it('makes a key and a request, and after a restart finds the key by the certificate that comes alone', async () => {
    await window.goTo('Сертификаты');
    await window.button('Сделать ключ и запрос').click();
    const form = window.page.getByRole('form', { name: 'Ключ и запрос на сертификат' });
    await form.getByLabel('Организация (O)').fill('ООО «Пример»');
    await form.getByRole('button', { name: 'Переписать латинскими буквами' }).click();
    await seen(form.getByLabel('Организация (O)')).toHaveValue('OOO "Primer"');
    await form.getByRole('button', { name: 'Сделать ключ и запрос' }).click();
    await window.sees(/ключ ждёт сертификата/);
    const [request] = await call(window.page, 'certificates.requests', {});
    execFileSync('tee', [inDir('made.csr')], {
      input: request?.csrPem ?? '',
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    openssl('req -x509 -newkey rsa:2048 -nodes -keyout ca.key -subj /CN=CA -days 30 -out ca.crt');
    openssl('x509 -req -in made.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -out made.crt');
    await bench.app.close();

    ({ window } = await bench.open());
    await window.goTo('Сертификаты');
    await window.sees(/ключ ждёт сертификата/);
    await answerFileDialog(bench.app.electron, [inDir('made.crt')]);
    await window.button('Добавить сертификат').click();
    await window.button('Выбрать файлы…').click();

    await window.sees('Это ответ на запрос, сделанный здесь');
    const added = window.page.getByRole('form', { name: 'Новый сертификат' });
    await added.getByLabel('Название').fill('Ручной выпуск');
    await added.getByRole('button', { name: 'Сохранить сертификат' }).click();
    await window.button('Оставить файлы').click();
    await seen(window.row('Ручной выпуск')).toBeVisible();
    await seen(window.page.getByText(/ключ ждёт сертификата/)).toHaveCount(0);
  });

  it('trusts another root only by the passphrase of the director, and takes it back', async () => {
    await answerFileDialog(bench.app.electron, [inDir('ca.crt')]);
    await window.goTo('Настройки');
    await window.page.getByRole('tab', { name: 'Доверие' }).click();
    await window.button('Добавить корневой сертификат…').click();
    await window.sees('Это не корневой сертификат Минцифры');

    await window.answerSecret(() => window.button('Доверять под паролем директора…').click(), PASSPHRASE);

    await window.sees('Другой корень');
    expect((await call(window.page, 'trust.view', {})).authorities).toHaveLength(1);
    await window.button('Убрать').click();
    await window.button('Убрать сертификат').click();
    await window.sees('Добавленных сертификатов нет.');
    const { entries } = await call(window.page, 'journal.page', { companyId: null, before: null, limit: 10 });
    expect(entries.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['authority-trusted', 'authority-removed']),
    );
  });
});
