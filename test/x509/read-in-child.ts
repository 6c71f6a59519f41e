import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Secret } from '../../main/ports/secret.ts';
import { fileReader } from '../../main/edges/x509/file-reader.ts';
import { requestMaker } from '../../main/edges/x509/request-maker.ts';

/** What the test asks through standard input: files of a folder, each list with its passphrase. */
interface Asked {
  readonly dir: string;
  readonly cases: readonly { readonly files: readonly string[]; readonly passphrase: string }[];
}

/** One answer a case: the common name of the one pair, or the code of the error. */
async function answer({ dir, cases }: Asked): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const { files, passphrase } of cases) {
    const read = files.map((name) => ({ name, bytes: Secret.fromBytes(readFileSync(path.join(dir, name))) }));
    const result = await fileReader.read(read, passphrase === '' ? null : Secret.fromText(passphrase)).then(
      ({ pairs }) => pairs.map(({ facts }) => facts.subject.split(',')[0]).join(),
      (error: unknown) => String(error),
    );
    answers.push(result);
  }
  return answers;
}

const asked = JSON.parse(await text(process.stdin)) as Asked; // written by the test beside this file
const { csrPem } = await requestMaker.make({
  state: 'MOSCOW',
  city: 'Moscow',
  organization: 'OOO "Primer"',
  commonName: 'OOO "Primer"',
});
process.stdout.write(
  JSON.stringify({ electron: process.versions['electron'], answers: await answer(asked), csrPem }),
);
