import { randomUUID } from 'node:crypto';
import { PaymentId, TokenId } from '../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../main/domain/audit/entry.ts';
import { systemClock } from '../main/edges/system/system-clock.ts';
import type { NodeVault } from './node-vault.ts';
import { samplePayment } from './sample-payment.ts';

/** What a firm has after years of work. Units: records. Source: design.md §11. */
export const LARGE = { tokens: 10_000, payments: 2_000, lines: 20_000 } as const;

/** Fills a ledger up to `LARGE` in one transaction; its tokens are copied. */
export function growLedger({ vault }: NodeVault): void {
  const sample = vault.tokens.list(null);
  const companies = vault.companies.list();
  const facts = { at: systemClock.now(), actor: THE_APP, companyId: null, subject: '' };
  vault.payments.together(() => {
    for (let nth = sample.length; nth < LARGE.tokens; nth += 1) {
      const token = sample[nth % sample.length];
      if (token === undefined) throw new RangeError('a ledger without tokens cannot grow');
      const copy = { ...token, tokenId: TokenId.parse(randomUUID()), label: `Выписки и остатки ${nth + 1}` };
      vault.tokens.add(copy, journalEntry('token-added', { ...facts, companyId: token.companyId }));
    }
    for (let nth = 0; nth < LARGE.payments; nth += 1) {
      const companyId = companies[nth % companies.length]?.companyId;
      if (companyId === undefined) throw new RangeError('a ledger without companies cannot grow');
      const payment = { ...samplePayment(), paymentId: PaymentId.parse(randomUUID()), companyId };
      // Nothing of a settled payment is followed or asked about.
      vault.payments.add(
        { ...payment, status: 'executed' },
        journalEntry('payment-executed', { ...facts, companyId }),
      );
    }
    const [last] = vault.audit.page({ companyId: null, before: null, limit: 1 });
    for (let nth = last?.seq ?? 0; nth < LARGE.lines; nth += 1)
      vault.audit.append(journalEntry('vault-opened', facts));
  });
}
