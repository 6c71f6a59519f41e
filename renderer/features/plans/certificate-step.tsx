import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { CertificateId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { paths } from '../../ui/paths.ts';
import { SkipStep } from './step-buttons.tsx';
import { usePlanCall } from './use-plans.ts';
import classes from './plans.module.css';

/** A token that pays works with a certificate; a new token wants a new one. Source: tapi.md §4.1. */
export function CertificateStep({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  const [, navigate] = useLocation();
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useQuery({ queryKey: keys.certificates, queryFn: () => unwrap(app().certificates.list({})) });
  const attach = usePlanCall(app().plans.attachCertificate);
  const own = (query.data ?? []).filter(
    ({ companyId, state }) => companyId === plan.companyId && state !== 'retired',
  );
  const certificateId = CertificateId.safeParse(chosen);
  return (
    <div className={classes.body}>
      <p className={classes.text}>
        {plan.kind === 'reissue' ? t('plans.certificate.reissueText') : t('plans.certificate.text')}
      </p>
      <div>
        <Button variant="light" onClick={() => navigate(paths.certificates)}>
          {t('plans.certificate.open')}
        </Button>
      </div>
      <Select
        label={t('plans.certificate.choose')}
        placeholder={t('plans.certificate.none')}
        data={own.map((one) => ({ value: one.certificateId, label: one.label }))}
        value={chosen}
        onChange={setChosen}
        maw={420}
      />
      <ErrorNotice error={attach.error} />
      <div>
        <Button
          disabled={!certificateId.success}
          loading={attach.isPending}
          onClick={() =>
            certificateId.success &&
            void attach.run({ planId: plan.planId, certificateId: certificateId.data })
          }
        >
          {t('plans.certificate.button')}
        </Button>
      </div>
      <SkipStep
        plan={plan}
        step="certificate"
        label={t('plans.certificate.skip')}
        hint={t('plans.certificate.skipHint')}
      />
    </div>
  );
}
