import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { commandOf } from '../../scripts/wine/linux-program.ts';

/** A passphrase that is not ASCII, as people here choose them. */
export const RUSSIAN = 'пароль-Ёжик-7';

/** Certificates and containers made by the `openssl` program in a folder of its own. */
export class OpensslFiles {
  readonly dir = mkdtempSync(path.join(os.tmpdir(), 'klyuchnik-x509-'));

  /** Runs the program in the folder. A passphrase is named as `env:PASS`, so that it stands on no command line. */
  run(args: readonly string[], passphrase = ''): void {
    const env = { ...process.env, PASS: passphrase };
    const [program, ...first] = commandOf('openssl');
    execFileSync(program, [...first, ...args], { cwd: this.dir, env, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  read(name: string): Buffer {
    return readFileSync(path.join(this.dir, name));
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(path.join(this.dir, name), content);
  }

  path(name: string): string {
    return path.join(this.dir, name);
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Makes `ca`, `rsa` (issued by it), `ec` and `other` as `<name>.key` (PKCS#8) and `<name>.crt`. */
  makeAll(): void {
    this.write(
      'client.cnf',
      'keyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\nbasicConstraints=CA:false\n',
    );
    this.write('ca.cnf', 'keyUsage=critical,keyCertSign\nbasicConstraints=critical,CA:true\n');
    this.#key('ca', ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048']);
    this.#request('ca', '/C=RU/O=Test/CN=Test CA');
    this.run([...'x509 -req -in ca.csr -signkey ca.key -days 3650 -extfile ca.cnf -out ca.crt'.split(' ')]);
    this.#key('rsa', ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048']);
    this.#key('ec', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    this.#key('other', ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048']);
    for (const name of ['rsa', 'ec', 'other']) {
      this.#request(name, `/C=RU/ST=MOSCOW/L=Moscow/O=OOO Primer/CN=${name}`);
      const signing = `x509 -req -in ${name}.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile client.cnf`;
      this.run([...signing.split(' '), '-out', `${name}.crt`]);
    }
  }

  #key(name: string, algorithm: readonly string[]): void {
    this.run(['genpkey', '-algorithm', ...algorithm, '-out', `${name}.key`]);
  }

  #request(name: string, subject: string): void {
    this.run(['req', '-new', '-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`]);
  }
}
