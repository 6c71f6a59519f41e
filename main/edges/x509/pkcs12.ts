import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../ports/app-error.ts';
import {
  bytesOf,
  childrenOf,
  integerOf,
  isContext,
  isOctets,
  isSequence,
  oidOf,
  parseDer,
  refuseGost,
  toDer,
  type Asn1,
} from './der.ts';
import { deriveByPkcs12, type WorkBudget } from './derive-key.ts';
import { derived, hmacOf, openEncrypted, type Opening } from './open-encrypted.ts';
import type { PassphraseForm } from './passphrases.ts';

/** Source: RFC 7292 §4, RFC 5652 §4 and §8. */
const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const BAGS = '1.2.840.113549.1.12.10.1.';
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';
/** Source: RFC 9579. */
const PBMAC1 = '1.2.840.113549.1.5.14';

/** Hashes of the integrity check. Source: RFC 7292 §B.4, FIPS 180-4. */
const MAC_HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Most bags that are opened, those inside bags too. Source: own choice; a container has two to six. */
const MAX_BAGS = 64;

/** What lies in a container, each piece in DER. */
export interface ContainerContents {
  readonly certificates: readonly Buffer[];
  /** Unencrypted PKCS#8. */
  readonly keys: readonly Buffer[];
}

/** Tells whether an element is a PKCS#12 container. Source: RFC 7292 §4: version 3, then a ContentInfo. */
export function isContainer(root: Asn1): boolean {
  const [version, info] = childrenOf(root);
  return (
    integerOf(version) === 3 &&
    isSequence(info) &&
    oidOf(childrenOf(info)[0]).startsWith('1.2.840.113549.1.7.')
  );
}

/**
 * Opens a PKCS#12 container: the check over the whole first, which also tells in which form the passphrase was taken.
 * `null`: the passphrase is wrong. Errors: `certificate-gost`, `certificate-cipher`, `certificate-costly`,
 * `certificate-unreadable`.
 */
export async function openContainer(opening: Opening, root: Asn1): Promise<ContainerContents | null> {
  const [, info, mac] = childrenOf(root);
  const [type, wrapped] = childrenOf(info);
  if (oidOf(type) !== DATA) throw new AppError('certificate-cipher', { oid: oidOf(type) });
  const authenticated = bytesOf(childrenOf(wrapped)[0]);
  const proven = mac === undefined ? null : await formThatProves(opening, mac, authenticated);
  if (mac !== undefined && proven === null) return null;
  const forms =
    proven === null ? opening.forms : [proven, ...opening.forms.filter((form) => form !== proven)];
  return new Container({ ...opening, forms }).read(authenticated);
}

async function formThatProves(opening: Opening, mac: Asn1, content: Buffer): Promise<PassphraseForm | null> {
  const [digestInfo, salt, rounds] = childrenOf(mac);
  const [algorithm, expected] = childrenOf(digestInfo);
  for (const form of opening.forms) {
    const params = {
      algorithm: childrenOf(algorithm),
      salt: bytesOf(salt),
      rounds: rounds === undefined ? 1 : (integerOf(rounds) ?? 0),
    };
    const actual = await macOf(opening.budget, params, form, content);
    const wanted = bytesOf(expected);
    if (actual.length === wanted.length && timingSafeEqual(actual, wanted)) return form;
  }
  return null;
}

interface MacParams {
  readonly algorithm: readonly Asn1[];
  readonly salt: Buffer;
  readonly rounds: number;
}

async function macOf(
  budget: WorkBudget,
  params: MacParams,
  form: PassphraseForm,
  content: Buffer,
): Promise<Buffer> {
  const oid = oidOf(params.algorithm[0]);
  refuseGost(oid);
  if (oid === PBMAC1) {
    const [derivation, scheme] = childrenOf(params.algorithm[1]).map(childrenOf);
    const hash = hmacOf(oidOf(scheme?.[0]));
    // The length is written down in PBMAC1; it is that of the hash. Source: RFC 9579 §3.
    const length = integerOf(childrenOf(derivation?.[1])[2]) ?? 32;
    if (length < 1 || length > 64) throw new AppError('certificate-unreadable');
    const key = await derived(budget, { derivation: derivation ?? [], length }, form.bytes);
    return createHmac(hash, key).update(content).digest();
  }
  const hash = MAC_HASHES[oid];
  if (hash === undefined) throw new AppError('certificate-cipher', { oid });
  const length = createHmac(hash, '').digest().length;
  const key = await deriveByPkcs12(budget, form.wide, { ...params, hash, purpose: 'mac', length });
  return createHmac(hash, key).update(content).digest();
}

/** Walks through the bags of one container. */
class Container {
  readonly #opening: Opening;
  readonly #certificates: Buffer[] = [];
  readonly #keys: Buffer[] = [];
  #bagsLeft = MAX_BAGS;
  #isLocked = false;

  constructor(opening: Opening) {
    this.#opening = opening;
  }

  async read(authenticated: Buffer): Promise<ContainerContents | null> {
    const safes = parseDer(authenticated);
    if (safes === null) throw new AppError('certificate-unreadable');
    for (const info of childrenOf(safes)) {
      const [type, content] = childrenOf(info);
      if (oidOf(type) === DATA) await this.#readBags(parseDer(bytesOf(childrenOf(content)[0])));
      if (oidOf(type) === ENCRYPTED_DATA) await this.#openData(childrenOf(content)[0]);
    }
    if (this.#isLocked) return null;
    return { certificates: this.#certificates, keys: this.#keys };
  }

  async #openData(encrypted: Asn1 | undefined): Promise<void> {
    const [, algorithm, content] = childrenOf(childrenOf(encrypted)[1]);
    if (algorithm === undefined) return;
    const opened = await openEncrypted(this.#opening, algorithm, bytesOf(content), isStructure);
    if (opened === null) this.#isLocked = true;
    else await this.#readBags(parseDer(opened));
  }

  async #readBags(bags: Asn1 | null): Promise<void> {
    for (const bag of bags === null ? [] : childrenOf(bags)) {
      this.#bagsLeft -= 1;
      if (this.#bagsLeft < 0) throw new AppError('certificate-costly');
      const [type, wrapped] = childrenOf(bag);
      const value = isContext(wrapped, 0) ? childrenOf(wrapped)[0] : undefined;
      if (value !== undefined) await this.#readBag(oidOf(type), value);
    }
  }

  /** Source: RFC 7292 §4.2. */
  async #readBag(type: string, value: Asn1): Promise<void> {
    switch (type) {
      case `${BAGS}1`:
        this.#keys.push(toDer(value));
        return;
      case `${BAGS}2`:
        return this.#openKey(value);
      case `${BAGS}3`:
        this.#takeCertificate(childrenOf(value));
        return;
      case `${BAGS}6`:
        return this.#readBags(value);
      default: // lists of revoked certificates and secrets of other kinds are nothing to us
        return;
    }
  }

  async #openKey(shrouded: Asn1): Promise<void> {
    const [algorithm, locked] = childrenOf(shrouded);
    if (algorithm === undefined || !isOctets(locked)) return;
    const opened = await openEncrypted(this.#opening, algorithm, bytesOf(locked), isStructure);
    if (opened === null) this.#isLocked = true;
    else this.#keys.push(opened);
  }

  #takeCertificate([type, wrapped]: readonly Asn1[]): void {
    if (oidOf(type) === X509_CERTIFICATE) this.#certificates.push(bytesOf(childrenOf(wrapped)[0]));
  }
}

/** Right padding comes by chance once in 256 times; a structure hardly ever does. */
function isStructure(opened: Buffer): boolean {
  const parsed = parseDer(opened);
  return parsed !== null && isSequence(parsed);
}
