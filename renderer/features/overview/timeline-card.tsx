import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { TimelineItem, TimelineMonth } from '../../../contract/areas/overview.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { DateText, DaysText } from '../../ui/date-text.tsx';
import { paths } from '../../ui/paths.ts';
import classes from './overview.module.css';
import { Mark } from './timeline-mark.tsx';

interface EndsCardProps {
  readonly title: string;
  readonly month: TimelineMonth;
  readonly isOfAll: boolean;
  /** The focus goes to the first line. */
  readonly isEntered: boolean;
}

/** Lines that the card has room for. */
const LINES = 7;

/** What ends in a month, when, and who renews it. */
export function EndsCard({ title, month, isOfAll, isEntered }: EndsCardProps) {
  const t = useT();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (isEntered) list.current?.querySelector('a')?.focus();
  }, [isEntered]);
  const lines = month.items.slice(0, LINES);
  return (
    <>
      <div className={classes.endsTitle}>{title}</div>
      <ul ref={list} className={classes.ends}>
        {lines.map((item, index) => (
          <li key={index}>
            <Mark kind={item.kind} tone={item.tone} />
            <div className={classes.rowText}>
              <EndLink item={item} />
              <span className={classes.rowNote}>
                {t(`overview.timeline.${item.kind}`)} · <DateText at={item.at} /> ·{' '}
                <span className={item.tone === 'calm' ? undefined : classes.soonText}>
                  <DaysText days={item.daysLeft} />
                </span>
              </span>
              <span className={classes.rowNote}>
                {isOfAll && <>{item.companyName} · </>}
                {whoRenews(t, item)}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {month.count > lines.length && (
        <div className={classes.endsMore}>
          {t('overview.timeline.more', { count: month.count - lines.length })}
        </div>
      )}
    </>
  );
}

/** A line about who has to do it. */
export function whoRenews(t: Translate, { who }: TimelineItem): string {
  return who === '' ? t('overview.timeline.nobody') : t('overview.timeline.who', { who });
}

/** The name of what ends, as a way to it. */
export function EndLink({ item }: { readonly item: TimelineItem }) {
  const href = item.tokenId === null ? paths.certificates : paths.token(item.tokenId);
  return (
    <Link href={href} className={classes.endLink}>
      {item.label}
    </Link>
  );
}
