import { ActionIcon, Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type {
  CertificateView,
  EditCertificateInput,
  KeyPlace,
} from '../../../contract/areas/certificates.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { reportedInput, reportedOf, reportedProblems } from './reported-draft.ts';
import { ReportedFields } from './reported-fields.tsx';
import { useCertificates } from './use-certificates.ts';
import classes from './certificates.module.css';

interface CertificateEditProps {
  readonly certificate: CertificateView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Most places that are written down. Source: contract/areas/certificates.ts, EditCertificateInput. */
const MAX_PLACES = 12;

/** What a person told of the certificate, and where copies of its key lie. */
export function CertificateEdit({ certificate, isOpen, onClose }: CertificateEditProps) {
  const t = useT();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size={560}
      title={t('certificates.edit.title')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <EditForm certificate={certificate} onClose={onClose} />
    </Modal>
  );
}

function EditForm({ certificate, onClose }: Pick<CertificateEditProps, 'certificate' | 'onClose'>) {
  const t = useT();
  const known = useCertificates();
  const [draft, setDraft] = useState(() => reportedOf(certificate));
  const [places, setPlaces] = useState<readonly KeyPlace[]>(certificate.keyPlaces);
  const [isTried, setTried] = useState(false);
  const edit = useCall((input: EditCertificateInput) => app().certificates.edit(input), {
    staleAfter: [keys.certificates, keys.tokens],
    onDone: onClose,
  });
  const others = (known.data ?? []).filter(
    ({ companyId, certificateId }) =>
      companyId === certificate.companyId && certificateId !== certificate.certificateId,
  );
  const problems = reportedProblems(draft);
  const isNameless = places.some(({ kind, name }) => kind === 'elsewhere' && name.trim() === '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0 || isNameless || edit.isPending) return;
    const { certificateId } = certificate;
    void edit.run({ certificateId, ...reportedInput(draft, others), keyPlaces: [...places] });
  };
  return (
    <form className={classes.form} noValidate aria-label={t('certificates.edit.title')} onSubmit={submit}>
      <ReportedFields
        draft={draft}
        problems={isTried ? problems : {}}
        others={others}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <Places places={places} isTried={isTried} onChange={setPlaces} />
      <ErrorNotice error={edit.error} />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose} disabled={edit.isPending}>
          {t('common.action.cancel')}
        </Button>
        <Button type="submit" loading={edit.isPending}>
          {t('certificates.edit.submit')}
        </Button>
      </div>
    </form>
  );
}

interface PlacesProps {
  readonly places: readonly KeyPlace[];
  readonly isTried: boolean;
  readonly onChange: (places: readonly KeyPlace[]) => void;
}

function Places({ places, isTried, onChange }: PlacesProps) {
  const t = useT();
  const replace = (index: number, place: KeyPlace) =>
    onChange(places.map((one, at) => (at === index ? place : one)));
  return (
    <fieldset className={classes.places}>
      <legend>{t('certificates.panel.keyPlaces')}</legend>
      <p className={classes.hint}>{t('certificates.edit.placesHint')}</p>
      {places.map((place, index) =>
        place.kind === 'here' ? (
          <div key={index}>{t('certificates.place.here')}</div>
        ) : (
          <div key={index} className={classes.place}>
            <NativeSelect
              aria-label={t('certificates.edit.placeKind', { number: index + 1 })}
              value={place.kind}
              data={[
                { value: 'elsewhere', label: t('certificates.place.elsewhere') },
                { value: 'lost', label: t('certificates.place.lost') },
              ]}
              onChange={(event) =>
                replace(index, {
                  ...place,
                  kind: event.currentTarget.value === 'lost' ? 'lost' : 'elsewhere',
                })
              }
            />
            <TextInput
              aria-label={t('certificates.edit.placeName', { number: index + 1 })}
              placeholder={t('certificates.edit.placePlaceholder')}
              value={place.name}
              maxLength={60}
              error={
                isTried && place.kind === 'elsewhere' && place.name.trim() === ''
                  ? t('certificates.edit.placeMissing')
                  : undefined
              }
              onChange={(event) => replace(index, { ...place, name: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('certificates.edit.placeRemove', { number: index + 1 })}
              onClick={() => onChange(places.filter((_, at) => at !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        ),
      )}
      {places.length < MAX_PLACES && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...places, { kind: 'elsewhere', name: '' }])}
        >
          {t('certificates.edit.placeAdd')}
        </Button>
      )}
    </fieldset>
  );
}
