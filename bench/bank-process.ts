// The training bank in a process of its own, so that its work is not counted as the caller's. Ends with its parent.
import { z } from 'zod';
import { startTrainingBank } from '../training-bank/training-bank.ts';

const Order = z.strictObject({ tokens: z.int().min(1), certificates: z.int().min(1) });

process.once('message', (message) => {
  openBank(Order.parse(message)).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.once('disconnect', () => process.exit(0));

async function openBank({ tokens, certificates: count }: z.infer<typeof Order>): Promise<void> {
  const bank = await startTrainingBank({ now: () => new Date() });
  const spec = {
    accesses: ['company-info/get', 'bank-accounts/get', 'payments/rub-pay'],
    ips: ['127.0.0.1'],
  };
  const texts = Array.from(
    { length: tokens },
    (_, index) => bank.issueToken({ ...spec, label: `token ${index}` }).text,
  );
  const certificates = Array.from({ length: count }, (_, index) =>
    bank.issueCertificate({ label: `certificate ${index}` }),
  );
  const { ordinaryBaseUrl, securedBaseUrl, caPem } = bank;
  process.send?.({ ordinaryBaseUrl, securedBaseUrl, caPem, texts, certificates });
}
