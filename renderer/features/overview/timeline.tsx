import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartDots, IconTable } from '@tabler/icons-react';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { TimelineMonth } from '../../../contract/areas/overview.ts';
import { useT } from '../../i18n/t.ts';
import { Panel } from '../../ui/screen.tsx';
import classes from './overview.module.css';
import { Mark } from './timeline-mark.tsx';
import { MonthColumn } from './timeline-month.tsx';
import { TimelineTable } from './timeline-table.tsx';

/** A screen of 1920×1080, its bars taken off: below the chart it would be empty. Own choice. */
const ROOMY = '(min-width: 1500px) and (min-height: 980px)';

interface TimelineProps {
  readonly months: readonly TimelineMonth[];
  /** The companies of the ends are named. */
  readonly isOfAll: boolean;
}

/**
 * Twelve months with what ends in each, as a chart or as a table; as both where there is room. The shape tells the
 * kind, colour and sign the urgency.
 */
export function Timeline({ months, isOfAll }: TimelineProps) {
  const t = useT();
  const [isTable, setTable] = useState(false);
  const isRoomy = useMediaQuery(ROOMY, false, { getInitialValueInEffect: false });
  const toggle = t(isTable ? 'overview.timeline.asChart' : 'overview.timeline.asTable');
  const hasSignature = months.some(({ items }) => items.some(({ kind }) => kind === 'signature'));
  const aside = (
    <span className={classes.legend}>
      <Mark kind="token" /> {t('overview.timeline.token')}
      <Mark kind="certificate" /> {t('overview.timeline.certificate')}
      {hasSignature && (
        <>
          <Mark kind="signature" /> {t('overview.timeline.signature')}
        </>
      )}
      <Mark kind="token" tone="soon" /> {t('overview.timeline.soon')}
      <Mark kind="token" tone="urgent" /> {t('overview.timeline.urgent')}
      {!isRoomy && (
        <Tooltip label={toggle}>
          <ActionIcon variant="subtle" color="gray" aria-label={toggle} onClick={() => setTable(!isTable)}>
            {isTable ? <IconChartDots size={18} aria-hidden /> : <IconTable size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
  return (
    <Panel title={t('overview.timeline.title')} aside={aside}>
      {(isRoomy || !isTable) && <Chart months={months} isOfAll={isOfAll} />}
      {(isRoomy || isTable) && <TimelineTable months={months} isOfAll={isOfAll} />}
    </Panel>
  );
}

/** One Tab stop; arrows, Home and End go through the months, Enter goes into the card of one. */
function Chart({ months, isOfAll }: TimelineProps) {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  const [stop, setStop] = useState(0);
  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event.key, stop, months.length - 1);
    if (target === null || !list.current?.contains(event.target as Node)) return;
    event.preventDefault();
    list.current.querySelectorAll<HTMLElement>('[data-month]')[target]?.focus();
  };
  return (
    <ol ref={list} className={classes.months} aria-label={t('overview.timeline.title')} onKeyDown={onKeyDown}>
      {months.map((month, index) => (
        <MonthColumn
          key={month.month}
          month={month}
          isFirst={index === 0}
          isOfAll={isOfAll}
          isTabStop={index === stop}
          onFocus={() => setStop(index)}
        />
      ))}
    </ol>
  );
}

function targetOf(key: string, from: number, last: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, from + 1);
    case 'ArrowLeft':
      return Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
