import type { CompanyId } from '../../../contract/values/ids.ts';
import type { PayeeSighting } from '../counterparties/payee.ts';
import type { StatementAccount } from '../statements/statement-record.ts';
import type { PaymentVault } from './payment-vault.ts';
import { contentOf, isPaid, type Payment } from './payment.ts';

/** Every time that a payee of a company was seen with an account: in our payments and in the bank's statements. */
export function allSightings(
  { payments, statements }: Pick<PaymentVault, 'payments' | 'statements'>,
  companyId: CompanyId,
): readonly PayeeSighting[] {
  return [
    ...sightingsIn(payments.list(companyId, null)),
    ...sightingsInStatements(statements.accounts(companyId)),
  ];
}

/** Who was seen, and with which accounts. */
export function payeesSeen(
  vault: Pick<PaymentVault, 'payments' | 'statements'>,
  companyId: CompanyId,
): readonly PayeeSighting['payee'][] {
  return allSightings(vault, companyId).map(({ payee }) => payee);
}

/**
 * Says whom payments were for, by which accounts. A draft counts when it came from a file of 1C and names an account.
 */
function sightingsIn(payments: readonly Payment[]): readonly PayeeSighting[] {
  return payments.flatMap((payment) => {
    const payee = payeeIn(payment);
    if (payee === null) return [];
    const { importedAs, sentAt, submittedAt, createdAt } = payment;
    return [
      {
        payee,
        origin: importedAs === null ? ('payment' as const) : ('onec' as const),
        at: sentAt ?? submittedAt ?? createdAt,
        paidMinor: isPaid(payment) ? contentOf(payment).amountMinor : null,
      },
    ];
  });
}

function payeeIn({ content, fields, importedAs }: Payment): PayeeSighting['payee'] | null {
  if (content !== null) return content.payee;
  const { payeeName, payeeInn, payeeKpp, payeeAccount, payeeBik, payeeBankName } = fields;
  const isWhole =
    /^\d{20}$/.test(payeeAccount) && /^\d{9}$/.test(payeeBik) && /^(0|\d{10}|\d{12})$/.test(payeeInn);
  if (importedAs === null || !isWhole || payeeName === '') return null;
  return {
    name: payeeName,
    inn: payeeInn,
    kpp: payeeKpp,
    accountNumber: payeeAccount,
    bik: payeeBik,
    bankName: payeeBankName || null,
  };
}

/**
 * Says to whom money went by the bank's statements, by which accounts. What left this way is not counted: our own
 * payments are among it.
 */
function sightingsInStatements(accounts: readonly StatementAccount[]): readonly PayeeSighting[] {
  return accounts
    .flatMap(({ counterparties }) => counterparties)
    .flatMap(({ name, inn, kpp, account, bik, bankName, firstAt, lastAt }) => {
      const payee = { name, inn, kpp, accountNumber: account, bik, bankName: bankName || null };
      const seen = { payee, origin: 'statement' as const, paidMinor: null };
      return [
        { ...seen, at: lastAt },
        { ...seen, at: firstAt },
      ];
    });
}
