import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Result } from '../../../../contract/result.ts';
import type { TemplateView } from '../../../../contract/areas/templates.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useCompany } from '../../../api/use-session.ts';

/** The templates of the company on the screen. */
export function useTemplates() {
  const { companyId } = useCompany();
  return useQuery({
    queryKey: keys.templates(companyId),
    queryFn: () => unwrap(app().templates.list({ companyId })),
  });
}

/** A call that changes templates and answers with all of them. */
export function useTemplateCall<I>(
  call: (input: I) => Promise<Result<TemplateView[]>>,
  onDone: () => void = () => undefined,
) {
  const { companyId } = useCompany();
  const client = useQueryClient();
  return useCall(call, {
    onDone: (templates) => {
      client.setQueryData(keys.templates(companyId), templates);
      onDone();
    },
  });
}
