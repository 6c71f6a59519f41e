import { useT } from '../../i18n/t.ts';
import { Panel } from '../../ui/screen.tsx';
import classes from './organization.module.css';

const GUIDES = ['forgot', 'stolen', 'left', 'rotation', 'forked', 'lastDirector'] as const;

/** What to do when a key is lost or a person goes: short, in the order of the steps. */
export function GuidesPanel() {
  const t = useT();
  return (
    <Panel title={t('organization.guide.title')}>
      {GUIDES.map((name) => (
        <details key={name} className={classes.guide}>
          <summary>{t(`organization.guide.${name}.title`)}</summary>
          <p>{t(`organization.guide.${name}.text`)}</p>
        </details>
      ))}
    </Panel>
  );
}
