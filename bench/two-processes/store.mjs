import path from 'node:path';
import sqlite from 'node-sqlite3-wasm';

const db = new sqlite.Database(path.join(process.argv[2], 'empty.sqlite'));
db.exec('CREATE TABLE IF NOT EXISTS rows (id TEXT); PRAGMA journal_mode = WAL');
db.all('SELECT id FROM rows');
process.parentPort.postMessage('opened');
