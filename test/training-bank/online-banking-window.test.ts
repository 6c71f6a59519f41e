import { describe, expect, it } from 'vitest';
import { openBank } from './bank-fixture.ts';

const json = 'application/json';

describe('the cabinet as a window of this process is answered', () => {
  it('gives the page with the menus of the bank and a policy that lets nothing else in', async () => {
    const { bank } = await openBank();

    const page = bank.cabinet({ verb: 'GET', path: '/cabinet', contentType: null, body: '' });

    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'nonce-[^']+'/);
    for (const words of [
      'Интеграции',
      'T‑API',
      'Выпуск токена',
      'Выберите, к чему будет доступ через API',
      'Выпустить токен',
      'Мой профиль',
      'Безопасность',
      'Настроить',
      'Приложения, у которых есть доступ к данным для входа',
      'Управление профилем',
      'Приложения, у которых есть доступ к аккаунту',
    ])
      expect(page.body).toContain(words);
  });

  it('shows the text of a token once and takes it back by «Удалить доступ»', async () => {
    const { bank, call } = await openBank();
    const send = (command: object) =>
      bank.cabinet({
        verb: 'POST',
        path: '/cabinet/control',
        contentType: json,
        body: JSON.stringify(command),
      });
    const spec = { label: 'новый', accesses: ['company-info/get'], ips: ['127.0.0.1'] };

    // of the bank itself
    const issued = JSON.parse(send({ command: 'issueToken', spec }).body) as { text: string; id: string };
    const page = bank.cabinet({ verb: 'GET', path: '/cabinet', contentType: null, body: '' });
    const before = await call('GET', `${bank.ordinaryBaseUrl}/api/v1/company`, { token: issued.text });
    const removed = send({ command: 'revokeToken', token: issued.id });
    const after = await call('GET', `${bank.ordinaryBaseUrl}/api/v1/company`, { token: issued.text });

    expect(issued.text).toMatch(/^t\./);
    expect(page.body).toContain(`data-token="${issued.id}"`);
    expect(page.body).not.toContain(issued.text);
    expect([before.status, removed.status, after.status]).toEqual([200, 200, 401]);
  });

  it.each([
    ['another page', { verb: 'GET', path: '/cabinet/other', contentType: null, body: '' }, 404],
    ['the API', { verb: 'GET', path: '/openapi/api/v1/company', contentType: null, body: '' }, 404],
    ['a form', { verb: 'POST', path: '/cabinet/control', contentType: 'text/plain', body: '{}' }, 415],
    ['no JSON', { verb: 'POST', path: '/cabinet/control', contentType: json, body: '{' }, 400],
  ])('refuses %s', async (_name, request, status) => {
    const { bank } = await openBank();

    expect(bank.cabinet(request).status).toBe(status);
  });
});
