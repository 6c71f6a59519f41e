// Asks Linux to run a program in this folder, and ends as it ended. Started in Node for Windows for each program, so it
// loads nothing else. Arguments: the program and its own.
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

const [program, ...args] = process.argv.slice(2);
const socket = connect(Number(process.env['KLYUCHNIK_LINUX_PROGRAMS']), '127.0.0.1');
socket.write(`${JSON.stringify({ program, args, cwd: process.cwd(), pass: process.env['PASS'] ?? '' })}\n`);
const answer = JSON.parse(await text(socket)) as { readonly code: number; readonly stderr: string };
process.stderr.write(answer.stderr);
process.exitCode = answer.code;
