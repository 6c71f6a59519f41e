import type { DiagnosisFacts } from '../../../contract/areas/diagnosis.ts';
import { AppError } from '../../ports/app-error.ts';
import type { BankCredentials, ProbeAnswer } from '../../ports/bank-ports.ts';
import { problemInfo, type OpenedToken } from '../tokens/bank-caller.ts';
import { findingOf } from './ask-ordinary-host.ts';
import type { CallFinding, Evidence } from './evidence.ts';
import { goOn, type Scene } from './scene.ts';
import { needsCertificate } from './record-evidence.ts';

/** What the secured host showed. */
export type SecuredFindings = Pick<Evidence, 'certificate' | 'securedWithout' | 'securedWith'>;

const NOT_ASKED = { securedWithout: null, securedWith: null } as const;

/** Refusals of the secured host that are right while no certificate is shown. */
const RIGHT_WITHOUT: readonly string[] = ['client-certificate-missing', 'client-certificate-not-bound'];

/**
 * Asks the secured host for a payment that nobody made, without the certificate and with it. The bank may link the
 * token with this very certificate at its first good answer, as the first payment would.
 * Effects: two reading calls at most, none for a token without accesses on that host. Source: tapi.md §4.1, §4.5, §5.5.
 */
export async function askSecuredHost(scene: Scene): Promise<SecuredFindings> {
  const { token, company, report } = scene;
  // The sandbox wants no certificate. Source: tapi.md §1.
  if (!needsCertificate(token) || company.environment === 'sandbox') {
    return { certificate: 'not-needed', ...NOT_ASKED };
  }
  const { state, opened, code } = await openWithCertificate(scene);
  if (opened === null) {
    const problem = code === null ? null : { code, details: {}, incidentId: null };
    report.add('certificate', { result: 'bad', problem });
    return { certificate: state, ...NOT_ASKED };
  }
  try {
    report.add('certificate', { result: 'good', facts: certificateFacts(scene) });
    const { credentials } = opened;
    const without = await askPayment(scene, { ...credentials, certificate: null });
    reportWithout(scene, without);
    const shown = await askPayment(scene, credentials);
    const problem = shown.problem === null ? null : problemInfo(shown.problem);
    report.add('secured-with', { result: problem === null ? 'good' : 'bad', answer: shown, problem });
    return { certificate: 'good', securedWithout: findingOf(without), securedWith: findingOf(shown) };
  } finally {
    opened.close();
  }
}

interface Opened {
  readonly state: Exclude<Evidence['certificate'], null>;
  readonly opened: OpenedToken | null;
  readonly code: AppError['code'] | null;
}

async function openWithCertificate({ parts, token }: Scene): Promise<Opened> {
  try {
    return { state: 'good', opened: await parts.caller.anew().open(token, true), code: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code } = error;
    switch (code) {
      case 'certificate-none':
        return { state: 'none', opened: null, code };
      case 'client-certificate-expired':
        return { state: 'out-of-dates', opened: null, code };
      case 'secret-changed':
        return { state: 'key-changed', opened: null, code };
      case 'secret-missing':
        return { state: 'key-missing', opened: null, code };
      default:
        throw error;
    }
  }
}

function certificateFacts({ parts, token }: Scene): DiagnosisFacts {
  const certificate = token.certificateId === null ? null : parts.certificates.get(token.certificateId);
  return certificate === null ? {} : { label: certificate.label, until: certificate.notAfter };
}

async function askPayment(scene: Scene, credentials: BankCredentials): Promise<ProbeAnswer> {
  goOn(scene);
  const bankPaymentId = `diagnosis-${scene.parts.ids.newId()}`.slice(0, 64);
  return scene.parts.probes.probe(credentials, { kind: 'payment-state', bankPaymentId });
}

function reportWithout({ report }: Scene, answer: ProbeAnswer): void {
  const finding: CallFinding = findingOf(answer);
  const isRight = finding.code !== null && RIGHT_WITHOUT.includes(finding.code);
  const problem = isRight || answer.problem === null ? null : problemInfo(answer.problem);
  const result = isRight ? 'good' : answer.problem === null ? 'unclear' : 'bad';
  report.add('secured-without', { result, answer, problem });
}
