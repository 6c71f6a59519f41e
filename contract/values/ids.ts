import { z } from 'zod';

/** Ids are made by main, opaque to everybody else, and safe in file names, SQL and the bank's `id` fields. */
const id = z.string().regex(/^[a-z0-9-]{8,64}$/);

export const CompanyId = id.brand<'CompanyId'>();
export type CompanyId = z.infer<typeof CompanyId>;

export const PersonId = id.brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

export const TokenId = id.brand<'TokenId'>();
export type TokenId = z.infer<typeof TokenId>;

export const CertificateId = id.brand<'CertificateId'>();
export type CertificateId = z.infer<typeof CertificateId>;

export const PaymentId = id.brand<'PaymentId'>();
export type PaymentId = z.infer<typeof PaymentId>;

export const ApprovalId = id.brand<'ApprovalId'>();
export type ApprovalId = z.infer<typeof ApprovalId>;

export const PayeeId = id.brand<'PayeeId'>();
export type PayeeId = z.infer<typeof PayeeId>;

export const PlanId = id.brand<'PlanId'>();
export type PlanId = z.infer<typeof PlanId>;
