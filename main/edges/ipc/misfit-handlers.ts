import { AppError } from '../../ports/app-error.ts';
import { proveForRecords, type MisfitProof } from '../../domain/session/accept-records.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';
import type { OrganizationHandlerParts } from './organization-handlers.ts';

export interface MisfitHandlerParts extends Pick<
  OrganizationHandlerParts,
  'organizationFiles' | 'recoveryFiles'
> {
  readonly workplace: Workplace;
}

/** The way back into records that were changed outside the program. */
export function misfitHandlers(parts: MisfitHandlerParts): HandlersOf<'misfit'> {
  const { workplace, recoveryFiles, organizationFiles } = parts;
  return {
    'misfit.accept': async ({ by }) => {
      const { vault } = workplace;
      if (vault.isBySpareKey) throw new AppError('open-for-reading');
      const proof: MisfitProof =
        by.kind !== 'recovery-file' ? by : { ...by, file: await pickedFile(organizationFiles) };
      await workplace.reopen(await proveForRecords({ ...vault, recoveryFiles }, proof));
      return workplace.snapshot();
    },
  };
}

async function pickedFile(files: MisfitHandlerParts['organizationFiles']): Promise<Uint8Array> {
  const bytes = await files.pick('recovery');
  if (bytes === null) throw new AppError('cancelled-by-person');
  return bytes;
}
