import type { z } from 'zod';
import type { LinkId, LookInput, SessionView, SettingsInput } from '../../../contract/areas/session.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Ids } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import { addCompany, checkedNumbers } from '../../domain/companies/add-company.ts';
import { addPerson } from '../../domain/people/add-person.ts';
import { actorOf } from '../../domain/people/person.ts';
import { journalEntry } from '../../domain/audit/entry.ts';
import { renewForFirstReal } from '../../domain/session/spare-key.ts';
import { companyView, personView } from '../../domain/session/session-view.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { PrepareTraining } from '../../domain/training/training-company.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface SessionHandlerParts {
  readonly workplace: Workplace;
  readonly prompt: SecretPrompt;
  readonly ids: Ids;
  readonly cancelKeychainWait: () => void;
  readonly choosePassphraseFile: () => Promise<void>;
  readonly prepareTraining: PrepareTraining;
  readonly openLink: (link: z.infer<typeof LinkId>) => Promise<void>;
}

/** Session and setup: who sits here, which company, first steps. */
export function sessionHandlers(parts: SessionHandlerParts): HandlersOf<'session' | 'setup'> {
  const { workplace } = parts;
  return {
    'session.snapshot': async () => workplace.snapshot(),
    'session.switchPerson': async ({ personId }) => {
      await workplace.switchPerson(personId);
      return workplace.snapshot();
    },
    'session.selectCompany': async ({ companyId }) => {
      workplace.selectCompany(companyId);
      return workplace.snapshot();
    },
    'session.lock': async () => {
      await workplace.lock();
      return {};
    },
    'session.open': async () => {
      await workplace.open();
      return workplace.snapshot();
    },
    'session.cancelKeychainWait': async () => {
      parts.cancelKeychainWait();
      return {};
    },
    'session.usePassphraseFile': async () => {
      await parts.choosePassphraseFile();
      await workplace.open();
      return workplace.snapshot();
    },
    'session.noteActivity': async () => {
      workplace.noteActivity();
      return {};
    },
    'session.openLink': async ({ link }) => {
      await parts.openLink(link);
      return {};
    },
    ...setupHandlers(parts),
  };
}

function setupHandlers(parts: SessionHandlerParts): HandlersOf<'setup'> {
  const { workplace, prompt, ids } = parts;
  return {
    'setup.addPerson': async (input) => {
      const { vault, settings } = workplace;
      const acting = settings.personId === null ? null : vault.people.get(settings.personId);
      const isTraining = acting?.isTraining ?? false;
      const { people, audit, personKeys, clock } = vault;
      const actor = acting === null ? null : workplace.worker;
      const person = await addPerson({ people, audit, personKeys, prompt, clock, ids }, actor, {
        ...input,
        isTraining,
      });
      if (acting === null) workplace.setPerson(person);
      workplace.changed();
      return personView(person);
    },
    'setup.addCompany': async (input) => {
      const { vault, worker } = workplace;
      if (input.environment === 'training') throw new AppError('environment-unknown');
      const known = workplace.snapshot().environments.map(({ environment }) => environment);
      if (!known.includes(input.environment)) throw new AppError('environment-unknown');
      const { companies, clock } = vault;
      // Nothing is sealed anew for a company that is refused.
      checkedNumbers(companies, input);
      await renewForFirstReal(vault.spareKey);
      const company = addCompany({ companies, clock, ids }, worker, input);
      workplace.selectCompany(company.companyId);
      return companyView(vault, company);
    },
    'setup.prepareTraining': async (names) => {
      const { company, accountant } = await parts.prepareTraining(workplace.vault, names);
      workplace.selectCompany(company.companyId);
      workplace.setPerson(accountant);
      workplace.vault.refreshBalances(company.companyId);
      return workplace.snapshot();
    },
    'setup.changeLook': async (input) => changed(workplace, input),
    'setup.changeSettings': async (input) => changed(workplace, input),
  };
}

/** Effects: remembered for the next start, one journal line. */
function changed(
  workplace: Workplace,
  input: z.infer<typeof LookInput> | z.infer<typeof SettingsInput>,
): SessionView {
  const { vault } = workplace;
  const actor = actorOf(workplace.person);
  workplace.changeSettings(withoutUndefined(input));
  const { language, theme, lockAfterMinutes } = workplace.settings;
  const facts = { at: vault.clock.now(), actor, companyId: null, subject: '' };
  vault.audit.append(
    journalEntry('settings-changed', { ...facts, details: { language, theme, lockAfterMinutes } }),
  );
  return workplace.snapshot();
}

function withoutUndefined<T extends object>(input: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Object.entries loses the key types; only undefined values are dropped.
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
