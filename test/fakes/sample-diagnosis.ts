import type {
  AccessProofView,
  DiagnosisCause,
  DiagnosisStep,
  DiagnosisStepName,
  DiagnosisView,
} from '../../contract/areas/diagnosis.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { TokenId } from '../../contract/values/ids.ts';
import { NEXT_STEPS } from '../../main/domain/diagnosis/diagnose.ts';
import { day } from './sample-time.ts';

function step(
  name: DiagnosisStepName,
  result: DiagnosisStep['result'],
  change: Partial<DiagnosisStep> = {},
): DiagnosisStep {
  return { step: name, result, at: day(0), call: null, problem: null, facts: {}, ...change };
}

function answer(httpStatus: number, message: string | null = null) {
  return {
    httpStatus,
    message,
    errorCode: message === null ? null : 'FORBIDDEN',
    transport: null,
    errorId: message === null ? null : '9d1d8855fa',
    requestId: '0b7c5f8e-5d1a-4a5e-9c39-1f0f6e6f2a11',
    bankTime: day(0),
  };
}

function problem(code: ErrorCode) {
  return { code, details: {}, incidentId: null };
}

/** A diagnosis that ended with this cause; the address by default. */
export function sampleDiagnosis(
  tokenId: string,
  cause: DiagnosisCause = 'ip-not-listed',
  steps: DiagnosisStep[] = [
    step('record', 'good'),
    step('secret', 'good'),
    step('company', 'bad', {
      call: answer(
        403,
        'Запрос был отправлен с IP-адреса, который не был указан при получении токена. Пожалуйста, укажите этот IP-адрес при получении нового токена.',
      ),
      problem: problem('bank-ip-not-listed'),
    }),
    step('control', 'good', { call: answer(200), facts: { label: 'Выписка для 1С' } }),
    step('clock', 'good', { facts: { minutes: '0' } }),
  ],
): DiagnosisView {
  return {
    tokenId: TokenId.parse(tokenId),
    startedAt: day(0),
    endedAt: day(0),
    steps,
    verdict: { cause, confidence: 'proved', alternatives: [], next: NEXT_STEPS[cause], isInferred: false },
  };
}

/** A proof in which the token could do more than its record says. */
export function sampleProof(tokenId: string): AccessProofView {
  const line = { isExpected: true, problem: null };
  return {
    tokenId: TokenId.parse(tokenId),
    startedAt: day(0),
    endedAt: day(0),
    accesses: [
      { ...line, access: 'company-info', outcome: 'refused' },
      { ...line, access: 'accounts', outcome: 'proven' },
      { ...line, access: 'statement', outcome: 'proven', isExpected: false },
      { ...line, access: 'drafts', outcome: 'by-use' },
    ],
    stopped: null,
    problem: null,
  };
}
