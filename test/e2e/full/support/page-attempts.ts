/**
 * What a page that was taken over could try. Each runs in the page by itself, so it uses nothing from outside its own
 * lines.
 */
type Attempt = readonly [name: string, act: (address: string) => unknown];

/** Ways to send something to, or load something from, an address outside. */
export const WAYS_OUT: readonly Attempt[] = [
  ['fetch', (address) => fetch(address, { mode: 'no-cors' })],
  [
    'XMLHttpRequest',
    (address) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.open('GET', address);
        request.onloadend = resolve;
        request.send();
      }),
  ],
  ['a beacon', (address) => navigator.sendBeacon(address, 'x')],
  [
    'a picture',
    (address) =>
      new Promise((resolve) => {
        const picture = new Image();
        picture.onload = picture.onerror = resolve;
        picture.src = address;
      }),
  ],
  [
    'a style sheet',
    (address) =>
      new Promise((resolve) => {
        const link = document.createElement('link');
        link.rel = 'stylesheet';
        link.onload = link.onerror = resolve;
        link.href = address;
        document.head.append(link);
      }),
  ],
  [
    'a socket',
    (address) =>
      new Promise((resolve) => {
        const socket = new WebSocket(address.replace('http', 'ws'));
        socket.onopen = socket.onerror = resolve;
      }),
  ],
];

/** Ways to bring the window to another page, or to open another window. */
export const WAYS_ELSEWHERE: readonly Attempt[] = [
  ['an address', (address) => void (location.href = address)],
  ['a data address', () => void (location.href = 'data:text/html,x')],
  ['a file', () => void (location.href = 'file:///etc/passwd')],
  ['the page for secrets', () => void (location.href = 'app://secret/')],
  [
    'a link',
    (address) => {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
    },
  ],
  [
    'a link for a new window',
    (address) => {
      const link = document.createElement('a');
      link.href = address;
      link.target = '_blank';
      document.body.append(link);
      link.click();
    },
  ],
  ['window.open', (address) => String(window.open(address))],
  [
    'a form',
    (address) => {
      const form = document.createElement('form');
      form.action = address;
      document.body.append(form);
      form.submit();
    },
  ],
  [
    'a frame',
    (address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
    },
  ],
];

/**
 * Ways to run a text as a script, each in a task of its own, where only the page's own policy counts. Gives the names
 * of those that ran.
 */
export async function scriptsThatRan(): Promise<readonly string[]> {
  const ran: string[] = [];
  const mark = 'data-ran-inline';
  const set = `document.body.setAttribute('${mark}', '')`;
  const ways: readonly (readonly [string, () => void])[] = [
    ['eval', () => void (0, eval)(set)],
    ['Function', () => void new Function(set)()],
    [
      'a script element',
      () => {
        const script = document.createElement('script');
        script.text = set;
        document.body.append(script);
      },
    ],
    ['markup', () => document.body.insertAdjacentHTML('beforeend', `<img src=x onerror="${set}">`)],
    [
      'an attribute',
      () => {
        const button = document.createElement('button');
        button.setAttribute('onclick', set);
        document.body.append(button);
        button.click();
        button.remove();
      },
    ],
    ['a script address', () => void (location.href = `javascript:${set}`)],
  ];
  for (const [name, act] of ways) {
    await new Promise<void>((done) => {
      setTimeout(() => {
        try {
          act();
        } catch {
          // refused, as it should be
        }
        // What the attempt has started comes before the next task of this kind.
        setTimeout(done);
      });
    });
    if (document.body.hasAttribute(mark)) ran.push(name);
    document.body.removeAttribute(mark);
  }
  return ran;
}
