// node keyring-unlock.mjs <control socket> < password: asks a running gnome-keyring to unlock its login collection.
// The question is the one PAM asks at login: one credentials byte, then a packet of big-endian lengths.
// Source: gnome-keyring daemon/control/gkd-control-client.c and gkd-control-codes.h (UNLOCK = 1, OK = 0).
import net from 'node:net';
import { buffer } from 'node:stream/consumers';

const password = await buffer(process.stdin);
const packet = Buffer.alloc(13 + password.length);
packet.writeUInt32BE(12 + password.length, 1);
packet.writeUInt32BE(1, 5);
packet.writeUInt32BE(password.length, 9);
password.copy(packet, 13);

process.exitCode = 1;
const socket = net.connect(process.argv[2], () => socket.write(packet));
socket.once('data', (answer) => {
  if (answer.length === 8 && answer.readUInt32BE(4) === 0) process.exitCode = 0;
  socket.end();
});
