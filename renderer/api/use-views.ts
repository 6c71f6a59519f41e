import { useQuery, useQueryClient } from '@tanstack/react-query';
import { NO_VIEWS, type Views } from '../../contract/areas/views.ts';
import type { ErrorInfo } from '../../contract/result.ts';
import { app, unwrap } from './client.ts';
import { keys } from './keys.ts';
import { useCall } from './use-call.ts';

/** How this workplace likes its lists, and the way to change that. The screen follows at once; main writes it down. */
export function useViews(): {
  readonly views: Views;
  /** Until then `views` are those of a new workplace. */
  readonly isKnown: boolean;
  readonly change: (part: Partial<Views>) => void;
  readonly error: ErrorInfo | null;
} {
  const client = useQueryClient();
  const query = useQuery<Views>({ queryKey: keys.views, queryFn: () => unwrap(app().views.get({})) });
  const save = useCall((views: Views) => app().views.save(views));
  const views = query.data ?? NO_VIEWS;
  const change = (part: Partial<Views>) => {
    const next = { ...views, ...part };
    client.setQueryData(keys.views, next);
    void save.run(next).then((kept) => {
      if (kept === null) void client.invalidateQueries({ queryKey: keys.views });
    });
  };
  return { views, isKnown: !query.isPending, change, error: save.error };
}
