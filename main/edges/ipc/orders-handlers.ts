import type { OrdersDraft, OrdersFolderView } from '../../../contract/areas/orders.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { submitMany } from '../../domain/payments/approving/submit-many.ts';
import { importOrders, judgeOrders } from '../../domain/payments/draft/import-orders.ts';
import { chooseOrdersFolder, setFileAside } from '../../domain/payments/draft/orders-folder.ts';
import { ordersView, readOrders, type OrdersFile } from '../../domain/payments/draft/orders-view.ts';
import { requestAll } from '../../domain/requests/send-request.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { AppError } from '../../ports/app-error.ts';
import type { OrdersPicker, PickedOrders } from '../../ports/document-ports.ts';
import type { Ids } from '../../ports/ports.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface OrderHandlerParts {
  readonly workplace: Workplace;
  readonly ordersPicker: OrdersPicker;
  readonly ids: Ids;
}

/** A file that was read and waits for a person's decision. */
interface HeldFile {
  readonly draftId: string;
  readonly read: OrdersFile;
}

/** Orders of 1C: read, judged and shown; what a person chooses of them becomes payments. */
export function orderHandlers({ workplace, ordersPicker, ids }: OrderHandlerParts): HandlersOf<'orders'> {
  // One a vault; gone with it when it is locked.
  const held = new WeakMap<OpenedVault, HeldFile>();

  function heldFile(draftId: string): HeldFile {
    const found = held.get(workplace.vault);
    if (found?.draftId !== draftId) throw new AppError('not-found', { what: 'orders' });
    return found;
  }

  function take(vault: OpenedVault, companyId: CompanyId, picked: PickedOrders): OrdersDraft {
    const read = readOrders(picked, moscowDate(vault.clock.now()));
    const draftId = ids.newId();
    held.set(vault, { draftId, read });
    const judged = judgeOrders(vault, companyId, read.file);
    return { draftId, ...ordersView(read, judged, workplace.settings.language) };
  }

  function changeFolder(companyId: CompanyId, folder: string | null): OrdersFolderView {
    const { vault } = workplace;
    chooseOrdersFolder(vault, workplace.actorIn(companyId), companyId, folder);
    void vault.ordersWatch.look();
    return vault.ordersWatch.view(companyId);
  }

  return {
    'orders.folder': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return workplace.vault.ordersWatch.view(companyId);
    },
    'orders.chooseFolder': async ({ companyId }) => {
      workplace.actorIn(companyId);
      const folder = await ordersPicker.pickFolder();
      if (folder === null) throw new AppError('cancelled-by-person');
      return changeFolder(companyId, folder);
    },
    'orders.leaveFolder': async ({ companyId }) => changeFolder(companyId, null),
    'orders.openFound': async ({ companyId, fileId }) => {
      workplace.actorIn(companyId);
      const { vault } = workplace;
      return take(vault, companyId, vault.ordersWatch.open(companyId, fileId));
    },
    'orders.setAside': async ({ companyId, fileId }) => {
      workplace.actorIn(companyId);
      const { vault } = workplace;
      setFileAside(vault, companyId, fileId);
      return vault.ordersWatch.view(companyId);
    },
    'orders.pick': async ({ companyId }) => {
      workplace.actorIn(companyId);
      const { vault } = workplace;
      const picked = await ordersPicker.pick();
      if (picked === null) throw new AppError('cancelled-by-person');
      return take(vault, companyId, picked);
    },
    'orders.read': async ({ companyId, fileName, content }) => {
      workplace.actorIn(companyId);
      return take(workplace.vault, companyId, { name: fileName, bytes: Buffer.from(content, 'base64') });
    },
    'orders.import': async ({ companyId, draftId, orders, route, isSubmitted }) => {
      const { vault } = workplace;
      const actor = workplace.actorIn(companyId);
      const { read } = heldFile(draftId);
      const imported = importOrders(vault, actor, { companyId, ...read, orders, route });
      held.delete(vault);
      const ready = imported.filter(({ isReady }) => isReady).map(({ payment }) => payment);
      const submissions = submitMany(vault, actor, isSubmitted ? ready : []);
      const gone = submissions.flatMap(({ payment }) => (payment === null ? [] : [payment]));
      await requestAll(vault, actor, gone);
      workplace.changed();
      const approved = gone.filter(({ status }) => status === 'approved').length;
      return { drafts: imported.length - gone.length, submitted: gone.length - approved, approved };
    },
    'orders.discard': async ({ draftId }) => {
      if (held.get(workplace.vault)?.draftId === draftId) held.delete(workplace.vault);
      return {};
    },
  };
}
