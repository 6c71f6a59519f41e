import { AppError } from '../../ports/app-error.ts';
import type { Ids } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import {
  authorityView,
  trustedNow,
  type Authority,
  type BankTrust,
  type ReadRoot,
} from '../../domain/certificates/authority.ts';
import type { CertificateFiles } from '../../domain/certificates/certificates-ports.ts';
import {
  removeAuthority,
  trustAuthority,
  TRUSTED_ENVIRONMENTS,
} from '../../domain/certificates/trust-authority.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface TrustHandlerParts {
  readonly workplace: Workplace;
  readonly prompt: SecretPrompt;
  readonly files: CertificateFiles;
  readonly trust: BankTrust;
  readonly ids: Ids;
}

/** Roots that are trusted for the bank's hosts besides the well-known ones. */
export function trustHandlers(parts: TrustHandlerParts): HandlersOf<'trust'> {
  const { workplace, prompt, files, trust, ids } = parts;
  /** The root that a person looks at before he trusts it. */
  let draft: { readonly draftId: string; readonly root: ReadRoot } | null = null;
  const view = (authority: Authority) => authorityView(authority, trust.hostsOf(authority.environment));
  const trusting = () => {
    const { vault } = workplace;
    const { authorities, people, personKeys, clock } = vault;
    return { parts: { authorities, people, personKeys, clock, prompt, trust, ids }, actor: workplace.worker };
  };
  return {
    'trust.view': async () => {
      const all = workplace.vault.authorities.list();
      return {
        authorities: TRUSTED_ENVIRONMENTS.flatMap((environment) => trustedNow(all, environment)).map(view),
        stateRootSha256: trust.stateRootSha256,
        pins: workplace.vault.pins.pins(),
        strange: workplace.vault.pins.strange(),
        environments: TRUSTED_ENVIRONMENTS.map((environment) => ({
          environment,
          hosts: [...trust.hostsOf(environment)],
        })),
      };
    },
    'trust.pick': async () => {
      const picked = await files.pick('authority');
      const file = picked?.[0];
      if (file === undefined) throw new AppError('cancelled-by-person');
      try {
        const root = await trust.readRoot(file.bytes.revealBytes(), workplace.vault.clock.now());
        draft = { draftId: ids.newId(), root };
        const { pem: _pem, ...shown } = root;
        return { ...shown, draftId: draft.draftId };
      } finally {
        for (const { bytes } of picked ?? []) bytes.wipe();
      }
    },
    'trust.add': async ({ draftId, environment }) => {
      const { parts: adding, actor } = trusting();
      if (draft?.draftId !== draftId) throw new AppError('certificate-draft-gone');
      return view(await trustAuthority(adding, actor, { environment, root: draft.root }));
    },
    'trust.pin': async (input) => {
      const { parts: asking, actor } = trusting();
      return workplace.vault.pins.confirm(asking, actor, input);
    },
    'trust.remove': async ({ authorityId }) => {
      const { parts: removing, actor } = trusting();
      removeAuthority(removing, actor, authorityId);
      workplace.vault.pins.apply();
      return {};
    },
  };
}
