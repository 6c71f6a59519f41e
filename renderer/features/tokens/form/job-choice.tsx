import { Button } from '@mantine/core';
import { JOB_ACCESSES, JOBS, type Job } from '../../../../contract/t-bank/jobs.ts';
import { useT } from '../../../i18n/t.ts';
import classes from './token-form.module.css';

interface JobChoiceProps {
  readonly chosen: Job | null;
  readonly onChoose: (job: Job, accesses: readonly string[]) => void;
}

/** The usual jobs of a token; each ticks the accesses that it needs and no more. */
export function JobChoice({ chosen, onChoose }: JobChoiceProps) {
  const t = useT();
  return (
    <div className={classes.jobs} role="group" aria-label={t('plans.wish.job')}>
      {JOBS.map((job) => (
        <Button
          key={job}
          size="xs"
          variant={job === chosen ? 'filled' : 'default'}
          aria-pressed={job === chosen}
          onClick={() => onChoose(job, JOB_ACCESSES[job])}
        >
          {t(`plans.job.${job}`)}
        </Button>
      ))}
    </div>
  );
}

/** The job that needs just these accesses; another choice is somebody's own, none is no job yet. */
export function jobOf(accesses: readonly string[]): Job | null {
  if (accesses.length === 0) return null;
  const isSame = (job: Job) =>
    JOB_ACCESSES[job].length === accesses.length &&
    JOB_ACCESSES[job].every((access) => accesses.includes(access));
  return JOBS.find(isSame) ?? 'custom';
}
