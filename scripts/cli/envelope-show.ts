import { parseArgs } from 'node:util';
import { readPeople, type People, type PolicyDocument } from '../../main/domain/envelopes/documents.ts';
import {
  readEnvelope,
  type EnvelopeParts,
  type OpenedEnvelope,
} from '../../main/domain/envelopes/envelope-file.ts';
import { openSealed } from '../../main/edges/age/age-files.ts';
import { documentsIn } from '../../main/domain/organizations/carry-documents.ts';
import { readKnown, type Known } from '../../main/domain/organizations/chain.ts';
import { ed25519Verifier } from '../../main/edges/keychain/ed25519-verifier.ts';
import { Secret } from '../../main/ports/secret.ts';
import { russianAmountWords } from '../../main/edges/system/amount-words.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { oneFile, parsedOr, readOr } from './arguments.ts';
import { CliError, EXIT, type Run } from './command.ts';
import { plainText } from './plain-text.ts';
import type { CliTexts } from './texts.ts';

/** The first line of every file of age. Source: C2SP age.md. */
const AGE_FIRST_LINE = 'age-encryption.org/v1';

const IDENTITY_LINE = /^AGE-SECRET-KEY-1[0-9A-Z]+$/m;

const PARTS: EnvelopeParts = {
  digests: systemDigests,
  inWords: russianAmountWords.inWords,
  verify: ed25519Verifier(),
};

/**
 * Checks an envelope and prints the text that was signed, its author and its hash; of people and policy documents what
 * they say and who signed.
 */
export const showEnvelope: Run = async (args, texts, output) => {
  const { file, people, identity } = parse(args, texts);
  const text = await envelopeText(file, identity, texts);
  const documents = documentLines(text, texts);
  if (documents !== null) {
    output.out(documents.map((line) => `${plainText(line)}\n`).join(''));
    return EXIT.done;
  }
  const reading = readEnvelope(PARTS, text);
  if (!reading.ok) throw new CliError(EXIT.data, texts.envelopeBad(texts.envelopeFlaws[reading.flaw]));
  const author =
    people === undefined
      ? reading.envelope.author
      : await authorIn(people, reading, { texts, warn: output.err });
  const lines = [...reading.envelope.text, '', texts.author(author), texts.hash(reading.hash)];
  output.out(lines.map((line) => `${plainText(line)}\n`).join(''));
  return EXIT.done;
};

/**
 * Checks people and policy documents and tells what they say, line by line; `null` for anything else. Whether they
 * count, their chain says.
 */
function documentLines(text: string, texts: CliTexts): readonly string[] | null {
  const isDocument = /^klyuchnik-(people|policy|decision|documents)-/.test(text);
  if (!isDocument) return null;
  return (documentsIn(text) ?? [text]).flatMap((file) => {
    const known = readKnown(PARTS, file);
    if (typeof known === 'string') throw new CliError(EXIT.data, texts.documentBad(known));
    const { document, hash, signers } = known.signed;
    return [
      texts.documents[known.kind](known.kind === 'decision' ? 1 : known.signed.document.version),
      texts.documentIssued(document.issuedAt),
      ...contentLines(known, texts),
      ...signers.map((key) => texts.signedBy(key)),
      texts.hash(hash),
      '',
    ];
  });
}

function contentLines(known: Known, texts: CliTexts): readonly string[] {
  switch (known.kind) {
    case 'people':
      return peopleLines(known.signed.document, texts);
    case 'policy':
      return rulesLines(known.signed.document);
    case 'decision': {
      const { keep, setAside, insteadOf } = known.signed.document;
      return Object.entries({ keep, setAside, insteadOf }).map(
        ([name, value]) => `${name}: ${JSON.stringify(value)}`,
      );
    }
  }
}

function peopleLines({ name, inn, kpp, members, changesNeed }: People, texts: CliTexts): readonly string[] {
  return [
    `${name}, ${inn} / ${kpp}`,
    ...members.map((member) => {
      const who = `${member.name}, ${texts.roles[member.role]}: ${member.key}`;
      return member.validThrough === null ? who : texts.expiredKey(who);
    }),
    texts.changesNeed(changesNeed),
  ];
}

/** The rules as they were signed: every field of them, one a line. Units: kopecks. */
function rulesLines({ rules, validUntil }: PolicyDocument): readonly string[] {
  const fields = Object.entries(rules).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [...fields, `validUntil: ${validUntil}`];
}

function parse(args: readonly string[], texts: CliTexts) {
  const text = { type: 'string' } as const;
  const options = { people: text, identity: text, lang: text };
  const parsed = parsedOr(texts, () => parseArgs({ args: [...args], options, allowPositionals: true }));
  return { file: oneFile(parsed.positionals, texts.oneEnvelope), ...parsed.values };
}

async function envelopeText(file: string, identity: string | undefined, texts: CliTexts): Promise<string> {
  const bytes = await readOr(file, texts);
  if (!bytes.toString('latin1').startsWith(`${AGE_FIRST_LINE}\n`)) return bytes.toString('utf8');
  if (identity === undefined) throw new CliError(EXIT.usage, texts.sealed);
  const line = IDENTITY_LINE.exec((await readOr(identity, texts)).toString('utf8'))?.[0];
  if (line === undefined) throw new CliError(EXIT.data, texts.noIdentity);
  const secret = Secret.fromText(line);
  try {
    const opened = await openSealed(bytes, secret);
    if (opened === null) throw new CliError(EXIT.data, texts.notForUs);
    return opened;
  } finally {
    secret.wipe();
  }
}

/**
 * The name and role that the people document gives the author's key. Whether the document counts is told for a person
 * to compare.
 */
async function authorIn(
  file: string,
  { envelope }: OpenedEnvelope,
  { texts, warn }: { readonly texts: CliTexts; readonly warn: (text: string) => void },
): Promise<string> {
  const people = readPeople(PARTS, (await readOr(file, texts)).toString('utf8'));
  if (!people.ok) throw new CliError(EXIT.data, texts.peopleBad);
  const { document, hash } = people;
  // Only the first version is named by the organization itself; of a later one the envelope names the hash that its
  // author judged by.
  if (document.version === 1 && hash !== envelope.organization)
    throw new CliError(EXIT.data, texts.otherOrganization);
  warn(`${texts.comparePeople(hash)}\n`);
  const member = document.members.find(({ key }) => key === envelope.author);
  if (member === undefined) return texts.stranger(envelope.author);
  const who = `${member.name}, ${texts.roles[member.role]}`;
  const isOver = member.validThrough !== null && envelope.counter > member.validThrough;
  return isOver ? texts.expiredKey(who) : who;
}
