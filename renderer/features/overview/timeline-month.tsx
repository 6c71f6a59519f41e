import { Popover } from '@mantine/core';
import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { TimelineItem, TimelineMonth } from '../../../contract/areas/overview.ts';
import { useLanguage, useT } from '../../i18n/t.ts';
import { formatLongMonth, formatMonth } from '../../ui/dates.ts';
import classes from './overview.module.css';
import { EndsCard } from './timeline-card.tsx';
import { Mark } from './timeline-mark.tsx';

interface MonthColumnProps {
  readonly month: TimelineMonth;
  readonly isFirst: boolean;
  readonly isOfAll: boolean;
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
}

/** From so many on the marks are not counted at a glance any more, so a number stands over them. */
const NUMBER_FROM = 6;

/**
 * The marks of one month over its name. Pointing at it or focusing it shows the card; pressing it goes into the card.
 */
export function MonthColumn({ month, isFirst, isOfAll, isTabStop, onFocus }: MonthColumnProps) {
  const t = useT();
  const language = useLanguage();
  const [seen, setSeen] = useState<'no' | 'shown' | 'entered'>('no');
  const button = useRef<HTMLButtonElement>(null);
  const isEmpty = month.count === 0;
  const show = () => setSeen((before) => (before === 'entered' || isEmpty ? before : 'shown'));
  const hide = () => setSeen((before) => (before === 'entered' ? before : 'no'));
  const name = formatLongMonth(month.month, language);
  const [year = '', number = ''] = month.month.split('-');
  return (
    <li className={classes.month}>
      <Popover
        opened={seen !== 'no'}
        onChange={(isOpen) => !isOpen && setSeen('no')}
        position="top"
        width={380}
        withArrow
      >
        <Popover.Target>
          <button
            ref={button}
            type="button"
            data-month={month.month}
            className={classes.monthButton}
            tabIndex={isTabStop ? 0 : -1}
            aria-label={t('overview.timeline.monthLabel', { month: name, what: summary() })}
            aria-disabled={isEmpty}
            onMouseEnter={show}
            onMouseLeave={hide}
            onFocus={() => {
              onFocus();
              show();
            }}
            onBlur={hide}
            onClick={() => !isEmpty && setSeen('entered')}
          >
            <span className={classes.marks} data-count={month.count >= NUMBER_FROM ? month.count : undefined}>
              {month.items.map((item, index) => (
                <Mark key={index} kind={item.kind} tone={item.tone} />
              ))}
            </span>
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={name} onKeyDown={comeBack} onBlur={leave}>
          <EndsCard title={name} month={month} isOfAll={isOfAll} isEntered={seen === 'entered'} />
        </Popover.Dropdown>
      </Popover>
      <span className={classes.monthName}>
        {formatMonth(month.month, language)}
        <span className={classes.year}>{isFirst || number === '01' ? year : ''}</span>
      </span>
    </li>
  );

  function comeBack(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    button.current?.focus();
    setSeen('no');
  }

  function leave({ currentTarget, relatedTarget }: FocusEvent): void {
    if (!currentTarget.contains(relatedTarget)) setSeen('no');
  }

  function summary(): string {
    if (isEmpty) return t('overview.timeline.nothing');
    const kinds: readonly TimelineItem['kind'][] = ['token', 'certificate', 'signature'];
    if (month.count > month.items.length) return t('overview.timeline.ends', { count: month.count });
    const counted = kinds.flatMap((kind) => {
      const count = month.items.filter((item) => item.kind === kind).length;
      return count === 0 ? [] : [t(`overview.timeline.count.${kind}`, { count })];
    });
    const urgent = month.items.filter(({ tone }) => tone !== 'calm').length;
    return [...counted, ...(urgent === 0 ? [] : [t('overview.timeline.count.soon', { count: urgent })])].join(
      ', ',
    );
  }
}
