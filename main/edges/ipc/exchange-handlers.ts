import type { ExchangeView, TakenView } from '../../../contract/areas/exchange.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import type { Payment } from '../../domain/payments/payment.ts';
import { chooseFolder } from '../../domain/requests/choose-folder.ts';
import type { SignedFiles } from '../../domain/requests/exchange-ports.ts';
import { sealedToMembers, undelivered } from '../../domain/requests/outbox.ts';
import { requestStatuses, signedFile } from '../../domain/requests/request-status.ts';
import { sendRequest } from '../../domain/requests/send-request.ts';
import type { TakenIn } from '../../domain/requests/take-in.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface ExchangeHandlerParts {
  readonly workplace: Workplace;
  readonly signedFiles: SignedFiles;
  readonly saver: FileSaver;
}

/** Signed files on their way between the computers of an organization. */
export function exchangeHandlers(parts: ExchangeHandlerParts): HandlersOf<'exchange'> {
  const { workplace, signedFiles, saver } = parts;
  const changeFolder = (companyId: CompanyId, folder: string | null): ExchangeView | null => {
    const { vault } = workplace;
    const { exchange } = vault;
    chooseFolder(vault, workplace.actorIn(companyId), companyId, folder);
    void exchange.look();
    return viewOf(workplace, companyId);
  };
  return {
    'exchange.view': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return viewOf(workplace, companyId);
    },
    'exchange.chooseFolder': async ({ companyId }) => {
      workplace.actorIn(companyId);
      const folder = await signedFiles.pickFolder();
      if (folder === null) throw new AppError('cancelled-by-person');
      return changeFolder(companyId, folder);
    },
    'exchange.leaveFolder': async ({ companyId }) => changeFolder(companyId, null),
    'exchange.look': async ({ companyId }) => {
      workplace.readerIn(companyId);
      await workplace.vault.exchange.look();
      return viewOf(workplace, companyId);
    },
    'exchange.openFiles': async () => {
      const files = await signedFiles.pick();
      if (files === null) throw new AppError('cancelled-by-person');
      return takeFiles(workplace, files);
    },
    'exchange.standings': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return [...requestStatuses(workplace.vault, companyId)];
    },
    'exchange.sign': async ({ paymentId }) => {
      const { companyId } = paymentOf(workplace, paymentId);
      await sendRequest(workplace.vault, workplace.actorIn(companyId), paymentId);
      workplace.changed();
      return {};
    },
    'exchange.saveFile': async ({ paymentId, kind }) => {
      const { vault } = workplace;
      const payment = paymentOf(workplace, paymentId);
      workplace.readerIn(payment.companyId);
      const record = signedFile(vault, payment, kind);
      if (record === null) throw new AppError('not-found', { what: 'envelope' });
      const content = await sealedToMembers(vault, payment.companyId, record.file);
      const suggestedName = `${NAMES[workplace.settings.language][kind]} ${payment.fields.documentNumber}.klyuchnik`;
      if ((await saver.save({ suggestedName, content })) === null) throw new AppError('cancelled-by-person');
      vault.envelopes.noteDelivered([record.hash], vault.clock.now());
      vault.publish('exchange.changed', { companyId: payment.companyId });
      return {};
    },
  };
}

/** Takes signed files that were dropped on the window; preload alone names their paths. */
export function signedDropHandler({
  workplace,
  signedFiles,
}: ExchangeHandlerParts): (paths: readonly string[]) => Promise<TakenView> {
  return async (paths) => takeFiles(workplace, await signedFiles.take(paths));
}

/** Names of saved files: a number, no sum and no payee, because a name is read wherever the file lies. */
const NAMES = {
  ru: { request: 'Заявка', answer: 'Ответ на заявку', outcome: 'Итог заявки' },
  en: { request: 'Request', answer: 'Answer to request', outcome: 'Outcome of request' },
} as const;

async function takeFiles(workplace: Workplace, files: readonly Uint8Array[]): Promise<TakenView> {
  const taken = await workplace.vault.exchange.takeFiles(files);
  workplace.changed();
  return toView(taken);
}

function paymentOf(workplace: Workplace, paymentId: PaymentId): Payment {
  const payment = workplace.vault.payments.get(paymentId);
  if (payment === null) throw new AppError('not-found', { what: 'payment' });
  return payment;
}

function viewOf({ vault }: Workplace, companyId: CompanyId): ExchangeView | null {
  const known = vault.organizations.of(companyId);
  if (known === null) return null;
  const { lastLookAt, problem, taken } = vault.exchange.state(companyId);
  return {
    folder: known.record.folder,
    lastLookAt,
    problem,
    taken: toView(taken),
    waiting: undelivered(vault, companyId).length,
  };
}

function toView({ seen: _, ...counts }: TakenIn): TakenView {
  return counts;
}
