import { z } from 'zod';
import { emptyAnswer, jsonAnswer, type Answer } from './answers.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { answerAccounts, answerCompany, companyCard, printAccount } from './company-answers.ts';
import { answerDocumentStatus, createDraft } from './drafts.ts';
import { acceptPayment, answerPaymentStatus } from './payments.ts';
import { preparedAccounts, preparedCompany } from '../state/prepared-company.ts';
import {
  accountsQueryShape,
  documentStatusShape,
  draftBodyShape,
  payBodyShape,
  statementQueryShape,
} from './request-shapes.ts';
import { readBody, readQuery, type Shaped } from './shape-errors.ts';
import { answerStatement } from './statement.ts';
import type { MethodRules } from './token-checks.ts';

/** The parts of a call that a method reads. */
export interface MethodCall {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: string;
}

/** One method of the bank. */
export interface ApiMethod {
  readonly verb: 'GET' | 'POST';
  readonly path: RegExp;
  readonly listener: 'ordinary' | 'secured';
  readonly rules: MethodRules;
  /** Fields an answer may lack; the fault `missing-fields` takes them away. */
  readonly optionalFields: readonly string[];
  /** Checks the shape, then does the work. */
  readonly run: (world: BankWorld, call: MethodCall) => Answer;
  /** The sandbox: checks the shape, then gives the same answer always. Source: tapi.md §1. */
  readonly rehearse: (call: MethodCall) => Answer;
}

interface MethodSpec<Input> extends Omit<ApiMethod, 'run' | 'rehearse'> {
  readonly read: (call: MethodCall) => Shaped<Input>;
  readonly answer: (world: BankWorld, input: Input) => Answer;
  readonly sandboxAnswer: Answer;
}

function method<Input>(spec: MethodSpec<Input>): ApiMethod {
  const { read, answer, sandboxAnswer, ...rest } = spec;
  return {
    ...rest,
    run: (world, call) => {
      const shaped = read(call);
      return shaped.ok ? answer(world, shaped.input) : shaped.answer;
    },
    rehearse: (call) => {
      const shaped = read(call);
      return shaped.ok ? sandboxAnswer : shaped.answer;
    },
  };
}

/** The path of a payment order, which is watched for repeats. */
export const payPath = '/api/v1/payment/ruble-transfer/pay';

/** Only this name of the access is public (tapi.md §3), so a token may carry it instead of a string. */
const documentStatusName = 'Получение списка статусов платежных документов';

/** All methods of the bank. Rates: tapi.md §5.11; accesses: §3. */
export function apiMethods(world: BankWorld): readonly ApiMethod[] {
  return [...readingMethods(), ...draftMethods(world), ...paymentMethods(world)];
}

const anyInput = z.object({});

function readingMethods(): ApiMethod[] {
  return [
    method({
      verb: 'GET',
      path: /^\/api\/v1\/company$/,
      listener: 'ordinary',
      rules: rulesOf('company', 6, ['company-info/get']),
      optionalFields: [
        'foreignName',
        'kpp',
        'ogrn',
        'registrationDate',
        'opf',
        'legalStatus',
        'taxationScheme',
      ],
      read: (call) => readQuery(anyInput, call.query),
      answer: answerCompany,
      sandboxAnswer: jsonAnswer(200, companyCard(preparedCompany.inn, preparedCompany.kpp)),
    }),
    method({
      verb: 'GET',
      path: /^\/api\/v4\/bank-accounts$/,
      listener: 'ordinary',
      rules: rulesOf('bank-accounts', 6, ['bank-accounts/get']),
      optionalFields: ['activationDate', 'transitAccount', 'brokerCurrencyBalance'],
      read: (call) => readQuery(accountsQueryShape, call.query),
      answer: (bank, input) => answerAccounts(bank, input.withInvest === 'true'),
      sandboxAnswer: jsonAnswer(200, preparedAccounts().map(printAccount)),
    }),
    method({
      verb: 'GET',
      path: /^\/api\/v1\/statement$/,
      listener: 'ordinary',
      rules: rulesOf('statement', 20, ['bank-statements/get']),
      // tapi.md §5.3: nearly all fields of an operation may be missing.
      optionalFields: [
        'bic',
        'category',
        'trxnPostDate',
        'authorizationDate',
        'drawDate',
        'chargeDate',
        'docDate',
        'payVo',
        'vo',
        'priority',
        'rubleAmount',
        'description',
        'payPurpose',
        'payer',
        'receiver',
        'tax',
        'documentNumber',
        'kpp',
        'inn',
        'bankName',
        'corrAccount',
        'nextCursor',
        'counterParty',
      ],
      read: (call) => readQuery(statementQueryShape, call.query),
      answer: answerStatement,
      sandboxAnswer: jsonAnswer(200, { operations: [] }),
    }),
  ];
}

function draftMethods(world: BankWorld): ApiMethod[] {
  const sandboxDocumentId = '00000000-0000-4000-8000-000000000001';
  return [
    method({
      verb: 'POST',
      path: /^\/api\/v1\/payment\/create$/,
      listener: 'ordinary',
      rules: rulesOf('payment/create', 10, ['payments/draft/create']),
      optionalFields: [],
      read: (call) => readBody(draftBodyShape, call.body),
      answer: createDraft,
      sandboxAnswer: jsonAnswer(200, { documentId: sandboxDocumentId }),
    }),
    method({
      verb: 'POST',
      path: /^\/api\/v1\/payment\/status$/,
      listener: 'ordinary',
      rules: rulesOf('payment/status', 1, [world.settings.documentStatusAccess, documentStatusName]),
      optionalFields: ['resultError'],
      read: (call) => readBody(documentStatusShape, call.body),
      answer: answerDocumentStatus,
      sandboxAnswer: jsonAnswer(200, {
        result: [{ documentId: sandboxDocumentId, status: world.settings.draftStates.executed }],
        resultError: [],
      }),
    }),
  ];
}

function paymentMethods(world: BankWorld): ApiMethod[] {
  const { settings } = world;
  return [
    method({
      verb: 'POST',
      path: new RegExp(`^${payPath}$`),
      listener: 'secured',
      rules: {
        ...rulesOf('ruble-transfer/pay', settings.payRatePerSecond, ['payments/rub-pay']),
        needsSignRight: true,
      },
      optionalFields: [],
      read: (call) => readBody(payBodyShape, call.body),
      answer: acceptPayment,
      sandboxAnswer: emptyAnswer(settings.paySuccessStatus),
    }),
    method({
      verb: 'GET',
      path: /^\/api\/v1\/payment\/([^/]+)$/,
      listener: 'secured',
      rules: { ...rulesOf('payment/{id}', 20, []), isAccessEnough: (access) => seesPayments(world, access) },
      optionalFields: ['errorMessage', 'meta'],
      read: (call) => ({ ok: true, input: call.params[0] ?? '' }),
      answer: answerPaymentStatus,
      sandboxAnswer: jsonAnswer(200, { status: 'EXECUTED' }),
    }),
  ];
}

function seesPayments(world: BankWorld, access: string): boolean {
  const { paymentStatusAccess } = world.settings;
  return paymentStatusAccess === 'any-payments'
    ? access.startsWith('payments/')
    : access === paymentStatusAccess;
}

function rulesOf(name: string, ratePerSecond: number, accesses: readonly string[]): MethodRules {
  return {
    name,
    ratePerSecond,
    needsSignRight: false,
    isAccessEnough: (access) => accesses.includes(access),
  };
}
