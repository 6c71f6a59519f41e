import type { BankView } from './bank-view.ts';
import { cabinetAccesses, type CabinetAccess } from './cabinet-accesses.ts';
import { cabinetScript, cabinetStyle } from './cabinet-parts.ts';

/**
 * The cabinet as one HTML page with the menus of the bank's: «Интеграции» issues tokens, «Мой профиль» takes them back,
 * and a switch shows the older names. Everything shown is escaped; the script only sends commands and shows the answer.
 * Source of the menus: tapi.md §2.2, §2.5.
 */
export function cabinetPage(view: BankView, nonce: string): string {
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<title>Учебный банк</title>
<style nonce="${nonce}">${cabinetStyle}</style>
</head>
<body>
<header><strong>Учебный банк</strong><span>Деньги не настоящие. Время банка: <span data-live="now">${moscowTime(view.now)}</span></span>
<label><input type="checkbox" id="older"> Прежний вид меню</label></header>
<div class="columns">
<nav aria-label="Разделы кабинета">
<button type="button" data-go="home">Главная</button>
<button type="button" data-go="integrations">Интеграции</button>
<button type="button" data-go="profile"><span class="today">Мой профиль</span><span class="older">Управление профилем</span></button>
<button type="button" data-go="stand">Что знает банк</button>
</nav>
<main>
<p id="message" role="status"></p>
<section id="home">
<h1>Главная</h1>
${live('drafts', table('Черновики', ['Номер', 'Получатель', 'Сумма', 'Назначение', 'Состояние', ''], draftRows(view)))}
${live('payments', table('Платежи', ['Номер', 'Получатель', 'Сумма', 'Состояние', 'Причина'], paymentRows(view)))}
${live('accounts', table('Счета', ['Счёт', 'Название', 'Остаток'], accountRows(view)))}
</section>
${integrations(view)}
${profile(view)}
<section id="stand" hidden>
<h1>Что знает банк</h1>
<p>Такого раздела у настоящего банка нет: последних вызовов и сроков он не показывает.</p>
${live('tokens', table('Токены', ['Название', 'Доступы', 'Адреса', 'Последний вызов', 'Действует до', 'Состояние'], tokenRows(view)))}
</section>
</main>
</div>
<script nonce="${nonce}">${cabinetScript}</script>
</body>
</html>
`;
}

function integrations(view: BankView): string {
  return `<section id="integrations" hidden>
<h1>Интеграции</h1>
<div role="tablist"><button type="button" role="tab" aria-selected="true" data-go="integrations">T‑API</button></div>
<div id="issue-start"><button type="button" data-go="issue" class="main">Выпуск токена</button></div>
</section>
<section id="issue" hidden>
<h1>Выпуск токена</h1>
<form id="issue-form">
<label class="field">Название<input name="label" required maxlength="60" value="Токен T‑API"></label>
<label class="field">Сотрудник, который вошёл в кабинет<input name="issuer" required maxlength="80" value="Директор"></label>
<label class="field">IP-адреса через запятую<textarea name="ips" rows="2"></textarea></label>
<label><input type="checkbox" name="unchecked"> Проверка адресов отключена по письму директора</label>
<fieldset><legend>Выберите, к чему будет доступ через API</legend>
${cabinetAccesses.map(({ group, accesses }) => `<h2>${escapeHtml(group)}</h2>${accesses.map((one) => accessBox(view, one)).join('')}`).join('')}
</fieldset>
<button type="submit" class="main">Выпустить токен</button>
</form>
</section>
<section id="issued" hidden>
<h1>Токен выпущен</h1>
<p>Скопируйте его сейчас: второй раз он не показывается.</p>
<input id="token-text" readonly aria-label="Токен" size="92">
<button type="button" id="copy" class="main">Скопировать</button>
<button type="button" data-go="integrations">Закрыть</button>
</section>`;
}

function accessBox(view: BankView, { access, name }: CabinetAccess): string {
  const full = name.replace('{inn}', view.company.inn).replace('{kpp}', view.company.kpp);
  return `<label><input type="checkbox" name="access" value="${escapeHtml(access)}"> ${escapeHtml(full)}</label>`;
}

function profile(view: BankView): string {
  const living = view.tokens.filter(({ revokedAt }) => revokedAt === null);
  const apps = living.map(
    (token) => `<details><summary>${escapeHtml(token.label)}</summary>
<p>${escapeHtml(token.accesses.join(', '))}<br>${escapeHtml(token.ipCheck ? token.ips.join(', ') : 'любой адрес')}</p>
<button type="button" data-token="${escapeHtml(token.id)}">Удалить доступ</button></details>`,
  );
  return `<section id="profile" hidden>
<h1><span class="today">Мой профиль</span><span class="older">Управление профилем</span></h1>
<button type="button" data-go="my-profile" class="older main">Мой профиль</button>
<button type="button" data-go="security" class="today main">Безопасность</button>
</section>
<section id="my-profile" hidden><h1>Мой профиль</h1><button type="button" data-go="security" class="main">Безопасность</button></section>
<section id="security" hidden><h1>Безопасность</h1>
<p class="today">Вход и приложения</p><button type="button" data-go="apps" class="today main">Настроить</button>
<button type="button" data-go="apps" class="older main">Приложения, у которых есть доступ к аккаунту</button>
</section>
<section id="apps" hidden>
<h1><span class="today">Приложения, у которых есть доступ к данным для входа</span><span class="older">Приложения, у которых есть доступ к аккаунту</span></h1>
${live('apps', apps.length === 0 ? '<p>Пока нет.</p>' : apps.join('\n'))}
</section>`;
}

/** As people read it: `22.11.2026, 06:20` in Moscow. */
function moscowTime(at: string): string {
  const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  const style = { ...day, hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Moscow' } as const;
  return escapeHtml(new Intl.DateTimeFormat('ru-RU', style).format(new Date(at)));
}

/** A part that the script replaces after every command. */
function live(name: string, html: string): string {
  return `<div data-live="${name}">${html}</div>`;
}

function table(title: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const body = rows.length === 0 ? '<p>Пока нет.</p>' : '';
  const rowsTable = `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return `<h2>${escapeHtml(title)}</h2>${rows.length === 0 ? body : rowsTable}`;
}

function draftRows(view: BankView): string[] {
  return view.drafts.map((draft) =>
    row([
      cell(draft.documentNumber),
      cell(draft.to.name),
      moneyCell(draft.amountKopecks),
      cell(draft.purpose),
      cell(draft.state),
      draftCell(draft),
    ]),
  );
}

/** What a person, and for training the bank itself, can do with a draft. */
function draftCell({ documentId, signedAt, heldAt, amountKopecks, to }: BankView['drafts'][number]): string {
  const hold = `<button data-hold="${escapeHtml(documentId)}" data-held="${heldAt === null ? 'yes' : 'no'}">${heldAt === null ? 'Банк удержит' : 'Банк отпустит'}</button>`;
  if (signedAt !== null) return `<td>подписан ${heldAt === null ? '' : hold}</td>`;
  const edit = `<details><summary>Изменить</summary>
<label class="field">Сумма, ₽<input name="sum" inputmode="decimal" value="${escapeHtml((amountKopecks / 100).toFixed(2))}"></label>
<label class="field">Счёт получателя<input name="account" maxlength="20" value="${escapeHtml(to.account)}"></label>
<button data-edit="${escapeHtml(documentId)}">Сохранить</button></details>`;
  return `<td>${signButtons(documentId)} ${hold} ${edit}</td>`;
}

function signButtons(documentId: string): string {
  const button = (person: string, text: string): string =>
    `<button data-document="${escapeHtml(documentId)}" data-person="${person}">${text}</button>`;
  return `${button('director', 'Подписать (директор)')} ${button('accountant', 'Подписать (бухгалтер)')}`;
}

function paymentRows(view: BankView): string[] {
  return view.payments.map((payment) =>
    row([
      cell(payment.documentNumber),
      cell(payment.to.name),
      moneyCell(payment.amountKopecks),
      cell(payment.status),
      cell(payment.errorMessage ?? ''),
    ]),
  );
}

function accountRows(view: BankView): string[] {
  return view.accounts.map((account) =>
    row([cell(account.number), cell(account.name), moneyCell(account.balanceKopecks)]),
  );
}

function tokenRows(view: BankView): string[] {
  return view.tokens.map((token) =>
    row([
      cell(token.label),
      cell(token.accesses.join(', ')),
      cell(token.ipCheck ? token.ips.join(', ') : 'любой'),
      cell(token.lastUsedAt === null ? 'не было' : moscowTime(token.lastUsedAt)),
      cell(moscowTime(token.aliveUntil)),
      cell(
        token.revokedAt === null
          ? token.issuer.active
            ? 'действует'
            : 'выпустивший больше не работает'
          : 'отозван',
      ),
    ]),
  );
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.join('')}</tr>`;
}

function cell(text: string): string {
  return `<td>${escapeHtml(text)}</td>`;
}

function moneyCell(kopecks: number): string {
  const sum = new Intl.NumberFormat('ru-RU', { style: 'currency', currency: 'RUB' }).format(kopecks / 100);
  return `<td class="money">${escapeHtml(sum)}</td>`;
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}
