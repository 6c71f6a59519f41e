import type {
  DiagnosisCall,
  DiagnosisFacts,
  DiagnosisStep,
  DiagnosisStepName,
  DiagnosisVerdict,
  DiagnosisView,
} from '../../../contract/areas/diagnosis.ts';
import type { ErrorInfo } from '../../../contract/result.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import type { ProbeAnswer } from '../../ports/bank-ports.ts';
import type { Clock } from '../../ports/ports.ts';
import type { IsStopped } from './running-work.ts';

/** Who follows the work, and may stop it. */
export interface Watch<T> {
  readonly report: (view: T) => void;
  readonly isStopped: IsStopped;
}

interface Finding {
  readonly result: DiagnosisStep['result'];
  readonly answer?: ProbeAnswer | undefined;
  readonly problem?: ErrorInfo | null;
  readonly facts?: DiagnosisFacts;
}

/** Writes down each thing that was looked at, and tells whoever follows. */
export class DiagnosisReport {
  readonly #tokenId: TokenId;
  readonly #clock: Clock;
  readonly #watch: Watch<DiagnosisView>;
  readonly #startedAt: Instant;
  readonly #steps: DiagnosisStep[] = [];

  constructor(tokenId: TokenId, clock: Clock, watch: Watch<DiagnosisView>) {
    this.#tokenId = tokenId;
    this.#clock = clock;
    this.#watch = watch;
    this.#startedAt = clock.now();
    watch.report(this.view(null));
  }

  add(step: DiagnosisStepName, { result, answer, problem = null, facts = {} }: Finding): void {
    const call = answer === undefined ? null : callOf(answer);
    this.#steps.push({ step, result, at: this.#clock.now(), call, problem, facts });
    this.#watch.report(this.view(null));
  }

  /** The whole, ended with the verdict; `null` when it was stopped. */
  end(verdict: DiagnosisVerdict | null): DiagnosisView {
    const view = { ...this.view(verdict), endedAt: this.#clock.now() };
    this.#watch.report(view);
    return view;
  }

  private view(verdict: DiagnosisVerdict | null): DiagnosisView {
    const steps = [...this.#steps];
    return { tokenId: this.#tokenId, startedAt: this.#startedAt, endedAt: null, steps, verdict };
  }
}

function callOf(answer: ProbeAnswer): DiagnosisCall {
  const { httpStatus, errorCode, requestId, transport, bankTime, problem } = answer;
  const errorId = problem?.errorId ?? null;
  const message = problem?.message ?? null;
  return { httpStatus, errorCode, errorId, requestId, transport, bankTime, message };
}
