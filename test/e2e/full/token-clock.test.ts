// @module-tag may-run-again
import type { Locator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { call, demoIsReady, knowsBalances } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { Workbench } from './support/workbench.ts';

const EVERYDAY = 'Бухгалтерия, повседневный';

describe('the clock of a token', () => {
  let bench: Workbench;
  let window: AppWindow;

  beforeAll(async () => {
    bench = await Workbench.start({});
    ({ window } = await bench.open({ isDemo: true }));
    await demoIsReady(window.page);
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  const panel = (): Locator => window.page.getByRole('complementary', { name: `Токен «${EVERYDAY}»` });

  async function openToken(): Promise<Locator> {
    await window.goTo('Токены');
    await window.row(EVERYDAY).click();
    await seen(panel()).toBeVisible({ timeout: PATIENCE_MS });
    return panel();
  }

  async function inTrainingBank(): Promise<Locator> {
    await window.goTo('Настройки');
    await window.page.getByRole('tab', { name: 'Учебный банк' }).click();
    return window.page.getByRole('tabpanel', { name: 'Учебный банк' });
  }

  async function moveClock(days: number): Promise<void> {
    const bank = await inTrainingBank();
    await bank.getByRole('textbox', { name: 'На сколько дней' }).fill(String(days));
    const before = await call(window.page, 'training.view', {});
    await bank.getByRole('button', { name: 'Перевести часы вперёд' }).click();
    const moved = async () => (await call(window.page, 'training.view', {})).bankTime !== before.bankTime;
    await expect.poll(moved, { timeout: PATIENCE_MS }).toBe(true);
  }

  async function check(): Promise<void> {
    const token = await openToken();
    await token.getByRole('button', { name: 'Проверить', exact: true }).click();
  }

  it('says what else can end the token, and what it cannot do', async () => {
    const token = await openToken();

    await seen(token.getByText('Живёт минимум до')).toBeVisible();
    await seen(token.getByText('Петров П. П. уволится или потеряет доступ')).toBeVisible();
    await token.getByText('Чего не может').click();
    await seen(token.getByText('может «Платежи директора»').first()).toBeVisible();
    await seen(token.getByText('За роутером банк видит другой адрес')).toBeVisible();
  });

  it('is put right in the record, name and place of an address too', async () => {
    const token = await openToken();
    await token.getByRole('button', { name: 'Действия' }).click();
    await window.page.getByRole('menuitem', { name: 'Изменить запись…' }).click();
    const form = window.page.getByRole('form', { name: 'Запись о токене' });
    await form.getByRole('textbox', { name: 'Зачем он нужен' }).fill('Остатки для сверки');
    await form.getByRole('textbox', { name: 'Место адреса 1' }).fill('Москва');
    await form.getByRole('button', { name: 'Сохранить' }).click();

    await seen(token.getByText('Зачем: Остатки для сверки')).toBeVisible({ timeout: PATIENCE_MS });
    await seen(token.getByText('Этот компьютер · Москва')).toBeVisible();
  });

  it('keeps its keep-alive and its marks over a restart', async () => {
    const token = await openToken();
    await token.getByRole('switch', { name: 'Поддерживать одним чтением' }).press('Space');
    await seen(token.getByText('Следующее чтение не раньше')).toBeVisible({ timeout: PATIENCE_MS });

    await bench.app.close();
    const { window: reopened, startedAt } = await bench.open();
    window = reopened;
    // The next tests move the clock after that use.
    await knowsBalances(window.page, startedAt);

    const again = await openToken();
    await seen(again.getByText('Следующее чтение не раньше')).toBeVisible({ timeout: PATIENCE_MS });
  });

  it('is alive after 89 days, with a warning in the header before and none after the check', async () => {
    await moveClock(89);

    const bell = window.page.getByRole('button', { name: /^Вас жд/ });
    await seen(bell).toBeVisible({ timeout: PATIENCE_MS });
    await bell.click();
    await window.page.getByRole('link', { name: new RegExp(EVERYDAY) }).click();
    await seen(panel().getByText('Это через 1 день.')).toBeVisible({ timeout: PATIENCE_MS });

    await check();
    await seen(panel().getByText('Это через 90 дней.')).toBeVisible({ timeout: PATIENCE_MS });
  });

  it('leaves dates and nothing else outside of the vault, where the tray counts them behind the lock', async () => {
    const file = path.join(bench.profileDir, 'reminders.json');
    const read = async () => (await readFile(file, 'utf8').catch(() => '')).includes('"endsAt"');
    await expect.poll(read, { timeout: PATIENCE_MS }).toBe(true);

    const text = await readFile(file, 'utf8');
    expect(text).not.toMatch(/[А-яЁё]/);
    expect(text).not.toContain('accesses');
  });

  it('is at risk when its issuer is marked as left, with a way to a plan, and no more when the mark is taken back', async () => {
    const token = await openToken();
    await token.getByRole('button', { name: 'Отметить, что случилось…' }).click();
    await window.page.getByRole('button', { name: 'Отметить', exact: true }).click();

    await seen(token.getByText('Под угрозой')).toBeVisible({ timeout: PATIENCE_MS });
    await seen(token.getByRole('link', { name: 'Что делать' })).toHaveAttribute(
      'href',
      /\/plans\/new\/issuer-left\//,
    );

    await token.getByRole('button', { name: 'Снять отметку' }).click();
    await seen(token.getByText('Под угрозой')).toHaveCount(0, { timeout: PATIENCE_MS });
  });

  it('is not recognised from here when its addresses change, and offers a reissue with this one', async () => {
    const bank = await inTrainingBank();
    await bank.getByRole('button', { name: 'Сменить адреса…' }).first().click();
    await window.page.getByRole('textbox', { name: 'Адреса через запятую' }).fill('198.51.100.9');
    await window.page.getByRole('button', { name: 'Сменить', exact: true }).click();
    await seen(bank.getByText('адреса: 198.51.100.9')).toBeVisible({ timeout: PATIENCE_MS });

    await check();
    await seen(panel().getByText('Изменить список у готового токена нельзя')).toBeVisible({
      timeout: PATIENCE_MS,
    });
    const address = panel().getByRole('textbox', { name: 'Какой адрес добавить' });
    await address.fill('203.0.113.8');
    await seen(panel().getByRole('link', { name: 'Перевыпустить с этим адресом' })).toHaveAttribute(
      'href',
      /\/plans\/new\/reissue\/[^/]+\/203\.0\.113\.8$/,
    );
    await address.fill('8.8.8.0/24');
    await seen(panel().getByText('Диапазоны банк не принимает')).toBeVisible();

    const { tokens } = await call(window.page, 'training.view', {});
    const bankTokenId = tokens[0]?.bankTokenId ?? '';
    await call(window.page, 'training.control', { kind: 'set-addresses', bankTokenId, ips: ['127.0.0.1'] });
  });

  it('asks for the letter before it takes «not checked»', async () => {
    const token = await openToken();
    await token.getByRole('button', { name: 'Действия' }).click();
    await window.page.getByRole('menuitem', { name: 'Исправить список адресов…' }).click();
    await window.page.getByRole('checkbox', { name: /Проверка IP выключена/ }).check();
    await window.page.getByRole('button', { name: 'Текст письма и запись…' }).click();

    const letter = window.page.getByRole('textbox', { name: 'Текст письма' });
    await seen(letter).toHaveValue(/ИНН 9999000006/);
    await window.page.getByRole('textbox', { name: 'Кто отправил' }).fill('Петров П. П.');
    await window.page.getByRole('button', { name: 'Записать', exact: true }).click();
    await seen(
      window.page.getByText('Письмо об отключении проверки IP: отправил(а) Петров П. П.'),
    ).toBeVisible({
      timeout: PATIENCE_MS,
    });
    await window.page.keyboard.press('Escape');
  });

  it('ends when the issuer is dismissed in the bank', async () => {
    const bank = await inTrainingBank();
    await bank.getByRole('button', { name: 'Уволить: Петров П. П.' }).first().click();
    await seen(bank.getByText('выпустивший уволен').first()).toBeVisible({ timeout: PATIENCE_MS });

    await check();
    await seen(window.row(EVERYDAY).getByText('Мёртв')).toBeVisible({ timeout: PATIENCE_MS });

    await inTrainingBank();
    await bank.getByRole('button', { name: 'Вернуть на работу: Петров П. П.' }).first().click();
    await check();
    await seen(window.row(EVERYDAY).getByText('Действует')).toBeVisible({ timeout: PATIENCE_MS });
  });

  it('is dead after 91 days', async () => {
    await moveClock(91);
    await openToken();
    await seen(panel().getByText('Мог закончиться')).toBeVisible({ timeout: PATIENCE_MS });

    await check();
    await seen(window.row(EVERYDAY).getByText('Мёртв')).toBeVisible({ timeout: PATIENCE_MS });
  });
});
