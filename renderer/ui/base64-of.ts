import type { ErrorCode } from '../../contract/error-codes.ts';
import { AppError } from '../api/client.ts';

/** How large a file may be. Units: bytes. `large`: the error for one that is larger. */
interface FileLimit {
  readonly most: number;
  readonly large: ErrorCode;
}

/**
 * Returns the bytes of a file or a picture as Base64. Errors: rejects with `large` and the name of the file, before
 * anything of it is read; also when it can no longer be read.
 */
export function base64Of(file: Blob, { most, large }: FileLimit): Promise<string> {
  const details = file instanceof File ? { file: file.name } : {};
  if (file.size > most) return Promise.reject(new AppError({ code: large, details, incidentId: null }));
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.onload = () => {
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.readAsDataURL(file);
  });
}
