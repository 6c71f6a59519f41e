import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../main/ports/app-error.ts';
import { InventoryDocument } from '../../main/domain/inventory/inventory-document.ts';
import { readInventory } from './read-inventory.ts';
import { existingProfile, type Profile } from '../../main/edges/system/profile.ts';
import { systemClock } from '../../main/edges/system/system-clock.ts';
import { parsedOr } from './arguments.ts';
import { CliError, EXIT, type Run } from './command.ts';
import { inventoryTable } from './inventory-table.ts';
import { openStoreKey } from './open-key.ts';
import type { CliTexts } from './texts.ts';

/** Prints tokens and certificates of a profile whose app may be open, killed, or without its keychain. */
export const showInventory: Run = async (args, texts, output) => {
  const options = parse(args, texts);
  if (options.profile === undefined) throw new CliError(EXIT.usage, texts.noProfile);
  const isFromStdin = options['passphrase-stdin'] === true;
  const inventory = await read(path.resolve(options.profile), isFromStdin, texts);
  output.out(
    options.json === true
      ? `${JSON.stringify(InventoryDocument.parse(inventory), null, 2)}\n`
      : inventoryTable(inventory, texts),
  );
  if (inventory.damagedRecords === 0) return EXIT.done;
  output.err(`${texts.partial(inventory.damagedRecords)}\n`);
  return EXIT.partial;
};

function parse(args: readonly string[], texts: CliTexts) {
  const options = {
    profile: { type: 'string' },
    json: { type: 'boolean' },
    'passphrase-stdin': { type: 'boolean' },
    lang: { type: 'string' },
  } as const;
  return parsedOr(texts, () => parseArgs({ args: [...args], options }).values);
}

async function read(dir: string, isFromStdin: boolean, texts: CliTexts): Promise<InventoryDocument> {
  const profile = profileAt(dir, texts);
  if (profile === null) throw new CliError(EXIT.noInput, texts.noSuchProfile(dir));
  if (!existsSync(profile.vaultFile)) throw new CliError(EXIT.noInput, texts.noVault(dir));
  const storeKey = await openStoreKey(profile, { texts, isFromStdin });
  try {
    return await readInventory(profile, storeKey, systemClock);
  } catch (error) {
    throw error instanceof AppError ? storeError(error, texts) : error;
  } finally {
    storeKey.wipe();
  }
}

function profileAt(dir: string, texts: CliTexts): Profile | null {
  try {
    return existingProfile(dir);
  } catch {
    throw new CliError(EXIT.data, texts.profileUnreadable(dir));
  }
}

function storeError({ code }: AppError, texts: CliTexts): CliError {
  switch (code) {
    case 'store-corrupt':
      return new CliError(EXIT.data, texts.damaged);
    case 'store-key-wrong':
      return new CliError(EXIT.noPermission, texts.wrongKey);
    case 'store-too-new':
      return new CliError(EXIT.data, texts.tooNew);
    default:
      return new CliError(EXIT.io, texts.io);
  }
}
