import 'reflect-metadata';
import { createHash, generateKeyPair, webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import * as x509 from '@peculiar/x509';
import type { RequestSubject } from '../../../contract/areas/certificates.ts';
import type { RequestMaker } from '../../domain/certificates/certificates-ports.ts';
import { Secret } from '../../ports/secret.ts';

/** Units: bits. Source: tapi.md §4.3. */
const RSA_BITS = 2048;

const SIGNATURE = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

const newKeyPair = promisify(generateKeyPair);

/** Makes RSA-2048 keys and signed requests (PKCS#10). Source: RFC 2986; tapi.md §4.3. */
export const requestMaker: RequestMaker = {
  make: async ({ state, city, organization, commonName }) => {
    const { publicKey, privateKey } = await newKeyPair('rsa', { modulusLength: RSA_BITS });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
    const keys = {
      publicKey: await webcrypto.subtle.importKey('spki', spki, SIGNATURE, true, ['verify']),
      privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, SIGNATURE, false, ['sign']),
    };
    const request = await x509.Pkcs10CertificateRequestGenerator.create({
      name: nameOf({ state, city, organization, commonName }),
      keys,
      signingAlgorithm: SIGNATURE,
    });
    pkcs8.fill(0);
    const key = Secret.fromText(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    return {
      csrPem: `${request.toString('pem').trim()}\n`,
      publicKeyHash: createHash('sha256').update(spki).digest('hex'),
      key,
    };
  },
};

/** As objects: in plain texts the library would take quotes and signs for its own. */
function nameOf({ state, city, organization, commonName }: RequestSubject): x509.Name {
  const text = (utf8String: string) => [{ utf8String }];
  return new x509.Name([
    { C: [{ printableString: 'RU' }] },
    { ST: text(state) },
    { L: text(city) },
    { O: text(organization) },
    { CN: text(commonName) },
  ]);
}
