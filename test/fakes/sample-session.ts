import type { CompanyView, PersonView, SessionView } from '../../contract/areas/session.ts';
import { CompanyId, PersonId } from '../../contract/values/ids.ts';

export const TRAINING = { environment: 'training', kind: 'training' } as const;

/** Invented identifiers with valid check digits. Source: tapi.md §8.1. */
export const companies: readonly CompanyView[] = [
  {
    companyId: CompanyId.parse('company-primer'),
    name: 'ООО «Пример»',
    inn: '9999000006',
    kpp: '999901001',
    environment: TRAINING,
    clockAheadMs: 0,
    clock: null,
    isBankStopped: false,
  },
  {
    companyId: CompanyId.parse('company-sidorov'),
    name: 'ИП Сидоров Сергей Сергеевич',
    inn: '999900000097',
    kpp: '0',
    environment: { environment: 'production', kind: 'production' },
    clockAheadMs: 0,
    clock: null,
    isBankStopped: false,
  },
];

export const accountant: PersonView = {
  personId: PersonId.parse('person-ivanova'),
  name: 'Иванова А. П.',
  role: 'accountant',
};
export const director: PersonView = {
  personId: PersonId.parse('person-petrov'),
  name: 'Петров П. П.',
  role: 'director',
};

export function firstCompany(): CompanyView {
  const [company] = companies;
  if (company === undefined) throw new Error('No sample company');
  return company;
}

/** The accountant at work in the training company. */
export function sampleSession(): SessionView {
  return {
    phase: 'ready',
    problem: null,
    progress: null,
    keychain: { state: 'ok', backend: 'Secret Service (gnome-keyring)', kind: 'os', waiting: false },
    people: [accountant, director],
    person: accountant,
    companies: [...companies],
    companyId: firstCompany().companyId,
    protection: 'C',
    environments: [
      { environment: 'production', kind: 'production' },
      { environment: 'sandbox', kind: 'sandbox' },
      TRAINING,
    ],
    language: 'ru',
    theme: 'light',
    lockAfterMinutes: 15,
    staysInTray: false,
    damagedRecords: 0,
    misfit: null,
    recordsChecked: 12_062,
    readOnly: false,
    bySpareKey: false,
    attention: { tokens: 2, certificates: 1, payments: 0, approvals: 3, plans: 1, templates: 0 },
    version: '0.1.0',
  };
}
