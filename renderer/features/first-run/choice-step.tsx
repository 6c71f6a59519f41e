import { IconBuilding, IconSchool, IconUsersGroup } from '@tabler/icons-react';
import { useT } from '../../i18n/t.ts';
import { OpenBackup } from '../../ui/backup/open-backup.tsx';
import classes from './first-run.module.css';
import { StepFrame } from './step-frame.tsx';

interface ChoiceStepProps {
  readonly onTraining: () => void;
  readonly onOwn: () => void;
  readonly onJoin: () => void;
}

/** Try it with an invented company, begin with the own one, or join one that works at another computer. */
export function ChoiceStep({ onTraining, onOwn, onJoin }: ChoiceStepProps) {
  const t = useT();
  return (
    <StepFrame title={t('firstRun.choice.title')} text={t('firstRun.choice.text')}>
      <div className={classes.choices}>
        <button type="button" className={classes.choice} onClick={onTraining} data-autofocus>
          <IconSchool size={32} stroke={1.5} aria-hidden />
          <span className={classes.choiceTitle}>{t('firstRun.choice.training')}</span>
          <span className={classes.choiceText}>{t('firstRun.choice.trainingText')}</span>
        </button>
        <button type="button" className={classes.choice} onClick={onOwn}>
          <IconBuilding size={32} stroke={1.5} aria-hidden />
          <span className={classes.choiceTitle}>{t('firstRun.choice.own')}</span>
          <span className={classes.choiceText}>{t('firstRun.choice.ownText')}</span>
        </button>
        <button type="button" className={classes.choice} onClick={onJoin}>
          <IconUsersGroup size={32} stroke={1.5} aria-hidden />
          <span className={classes.choiceTitle}>{t('organization.firstRun.choice')}</span>
          <span className={classes.choiceText}>{t('organization.firstRun.choiceText')}</span>
        </button>
      </div>
      <p className={classes.dim}>{t('firstRun.choice.both')}</p>
      <div>
        <p className={classes.dim}>{t('backup.firstRun.text')}</p>
        <OpenBackup label={t('backup.firstRun.open')} restores />
      </div>
    </StepFrame>
  );
}
