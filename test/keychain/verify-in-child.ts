import { answersOf } from './verify-vectors.ts';

process.stdout.write(JSON.stringify({ electron: process.versions['electron'], ...answersOf() }));
