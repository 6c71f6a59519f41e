/** The look of the cabinet's page: not like the app, so that nobody mistakes one for the other. */
export const cabinetStyle = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #222; background: #f6f7f8 }
header { display: flex; gap: 1.5rem; align-items: center; padding: .7rem 1.2rem; background: #ffdd2d }
header label { margin-left: auto }
.columns { display: grid; grid-template-columns: 13rem 1fr; gap: 1.5rem; padding: 1.2rem; max-width: 76rem; margin: 0 auto }
nav { display: flex; flex-direction: column; gap: .3rem }
nav button { text-align: left; border: 0; background: none; padding: .5rem .8rem; border-radius: 8px }
nav button[aria-current] { background: #e7e8ea; font-weight: 600 }
main { background: #fff; border-radius: 12px; padding: .2rem 1.4rem 1.4rem; min-width: 0; overflow-x: auto }
h1 { font-size: 1.4rem } h2 { font-size: 1rem; margin: 1rem 0 .3rem }
button { font: inherit; cursor: pointer; padding: .4rem .9rem; border: 1px solid #c9ccd1; border-radius: 8px; background: #fff }
button.main { background: #ffdd2d; border-color: #ffdd2d } button:focus-visible, input:focus-visible, textarea:focus-visible, summary:focus-visible { outline: 2px solid #1f5fc9; outline-offset: 2px }
.field { display: block; margin: .6rem 0 } .field input, .field textarea { display: block; width: 100%; max-width: 40rem; font: inherit; padding: .4rem; box-sizing: border-box }
fieldset { border: 1px solid #c9ccd1; border-radius: 8px; margin: 1rem 0; padding: .2rem 1rem 1rem } fieldset label { display: block; padding: .15rem 0 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top }
details { border: 1px solid #c9ccd1; border-radius: 8px; padding: .5rem .9rem; margin: .5rem 0 } summary { cursor: pointer; font-weight: 600 }
#token-text { font: 13px/1.4 ui-monospace, monospace; width: 100%; max-width: 46rem; padding: .5rem; box-sizing: border-box; display: block; margin: .6rem 0 }
#message:empty { display: none } #message { padding: .5rem .8rem; background: #fff4e3; border-radius: 8px }
.money { text-align: right; white-space: nowrap } .older { display: none } body.is-older .older { display: revert } body.is-older .today { display: none }
[role=tablist] { margin-bottom: 1rem } [role=tab] { border-width: 0 0 3px; border-radius: 0; border-color: #ffdd2d; font-weight: 600 }`;

/**
 * Sends commands and shows what came of them. It leaves no address and keeps the text of a token in one field, until
 * the person goes on.
 */
export const cabinetScript = `
const byId = (id) => document.getElementById(id);
const say = (text) => { byId('message').textContent = text; };
function go(id) {
  for (const section of document.querySelectorAll('main > section')) section.hidden = section.id !== id;
  for (const button of document.querySelectorAll('nav button')) {
    if (button.dataset.go === id) button.setAttribute('aria-current', 'page');
    else button.removeAttribute('aria-current');
  }
  if (id !== 'issued') byId('token-text').value = '';
  say('');
}
async function send(command) {
  const response = await fetch('/cabinet/control', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(command),
  });
  return response.json();
}
async function refresh() {
  const response = await fetch('/cabinet');
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = fresh.querySelector('[data-live="' + part.dataset.live + '"]');
    if (next !== null) part.replaceChildren(...next.childNodes);
  }
}
async function carryOut(command, refused) {
  const answer = await send(command);
  say(answer.ok ? '' : refused + answer.reason);
  await refresh();
  return answer;
}
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (button === null) return;
  if (button.dataset.go !== undefined) go(button.dataset.go);
  if (button.dataset.go !== undefined) await refresh();
  if (button.dataset.token !== undefined) {
    const answer = await carryOut({ command: 'revokeToken', token: button.dataset.token }, 'Не удалено: ');
    if (answer.ok) say('Доступ удалён.');
  }
  if (button.dataset.document !== undefined) {
    const { document: documentId, person } = button.dataset;
    await carryOut({ command: 'signDraft', documentId, person }, 'Не подписано: ');
  }
  if (button.dataset.hold !== undefined) {
    const { hold: documentId, held } = button.dataset;
    await carryOut({ command: 'holdDraft', documentId, held: held === 'yes' }, 'Не получилось: ');
  }
  if (button.dataset.edit !== undefined) {
    const value = (name) => button.parentElement.querySelector('[name=' + name + ']').value;
    const kopecks = Math.round(Number(value('sum').replace(/\\s/g, '').replace(',', '.')) * 100);
    const payeeAccount = value('account').trim();
    await carryOut(
      { command: 'editDraft', documentId: button.dataset.edit, kopecks, payeeAccount }, 'Не изменено: ');
  }
  if (button.id === 'copy') {
    byId('token-text').select();
    say(document.execCommand('copy') ? 'Токен скопирован.' : 'Нажмите Ctrl+C.');
  }
});
byId('older').addEventListener('change', (event) => {
  document.body.classList.toggle('is-older', event.target.checked);
  go('home');
});
byId('issue-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const ips = form.elements.ips.value.split(/[\\s,;]+/).filter((text) => text !== '');
  const accesses = [...form.querySelectorAll('input[name=access]:checked')].map((box) => box.value);
  const label = form.elements.label.value.trim() || 'Токен T‑API';
  const issuer = { name: form.elements.issuer.value.trim() || 'Директор' };
  const answer = await carryOut({
    command: 'issueToken', spec: { label, accesses, ips, ipCheck: !form.elements.unchecked.checked, issuer },
  }, 'Не выпущен: ');
  if (!answer.ok) return;
  form.reset();
  go('issued');
  byId('token-text').value = answer.text;
});
go('home');`;
