import type { BankView } from './bank-view.ts';

/** The cabinet as one HTML page. Everything shown is escaped; the script only sends commands. */
export function cabinetPage(view: BankView, nonce: string): string {
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<title>Учебный банк</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<h1>Учебный банк</h1>
<p>Банк работает на этом компьютере, деньги не настоящие. Время банка: ${escapeHtml(view.now)}</p>
<p id="message" role="status"></p>
${section('Черновики', ['Номер', 'Получатель', 'Сумма', 'Назначение', 'Состояние', ''], draftRows(view))}
${section('Платежи', ['Номер', 'Получатель', 'Сумма', 'Состояние', 'Причина'], paymentRows(view))}
${section('Счета', ['Счёт', 'Название', 'Остаток'], accountRows(view))}
${section('Токены', ['Название', 'Доступы', 'Адреса', 'Последний вызов', 'Действует до', 'Состояние'], tokenRows(view))}
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ccc }
.money { text-align: right; white-space: nowrap } button { font: inherit }`;

const script = `
for (const button of document.querySelectorAll('button[data-document]')) {
  button.addEventListener('click', async () => {
    const command = { command: 'signDraft', documentId: button.dataset.document, person: button.dataset.person };
    const response = await fetch('/cabinet/control', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(command),
    });
    const answer = await response.json();
    if (answer.ok) location.reload();
    else document.getElementById('message').textContent = 'Не подписано: ' + answer.reason;
  });
}`;

function section(title: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const body = rows.length === 0 ? '<p>Пока нет.</p>' : '';
  const table = `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return `<h2>${escapeHtml(title)}</h2>${rows.length === 0 ? body : table}`;
}

function draftRows(view: BankView): string[] {
  return view.drafts.map((draft) =>
    row([
      cell(draft.documentNumber),
      cell(draft.to.name),
      moneyCell(draft.amountKopecks),
      cell(draft.purpose),
      cell(draft.state),
      draft.signedAt === null ? signCell(draft.documentId) : cell('подписан'),
    ]),
  );
}

function signCell(documentId: string): string {
  const button = (person: string, text: string): string =>
    `<button data-document="${escapeHtml(documentId)}" data-person="${person}">${text}</button>`;
  return `<td>${button('director', 'Подписать (директор)')} ${button('accountant', 'Подписать (бухгалтер)')}</td>`;
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
      cell(token.lastUsedAt ?? 'не было'),
      cell(token.aliveUntil),
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
