import { randomUUID } from 'node:crypto';
import type { ErrorInfo } from '../../../contract/result.ts';
import { AppError, infoOf } from '../../ports/app-error.ts';
import type { Log } from '../../ports/ports.ts';

/** Units: characters of an incident id: enough to find one line in a log. Own choice. */
const INCIDENT_LENGTH = 8;

/**
 * Turns anything thrown into what a person may know: our own errors by code and facts, everything else as `internal`
 * with the number of the line in the log. Effects: one log line.
 */
export function toErrorInfo(error: unknown, log: Log, call: string): ErrorInfo {
  if (error instanceof AppError && error.code !== 'internal') {
    log.info('call-refused', { call, code: error.code });
    return infoOf(error);
  }
  const incidentId = randomUUID().slice(0, INCIDENT_LENGTH);
  log.error('call-failed', error, { call, incidentId });
  return { code: 'internal', details: {}, incidentId };
}
