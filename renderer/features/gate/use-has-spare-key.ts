import { useQuery } from '@tanstack/react-query';
import type { SpareKeyView } from '../../../contract/areas/spare-key.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';

/** Tells whether a spare key was set; false until that is known. */
export function useHasSpareKey(): boolean {
  const { data } = useQuery<SpareKeyView>({
    queryKey: keys.spareKey,
    queryFn: () => unwrap(app().spareKey.view({})),
  });
  return data !== undefined && data.state !== 'none';
}
