import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { StatementTotals } from '../../../contract/areas/statements.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useLanguage, useT } from '../../i18n/t.ts';
import { formatDate, formatMonth } from '../../ui/dates.ts';
import classes from './accounts.module.css';

interface FlowChartProps {
  readonly totals: StatementTotals;
  readonly currency: string;
}

/** Units: px. */
const HEIGHT = 150;
const LABEL_WIDTH = 44;
const FONT = '12px Inter Variable, sans-serif';

/** What came and what went, step by step; a screen reader reads the same as a table. */
export function FlowChart({ totals: { step, flows }, currency }: FlowChartProps) {
  const t = useT();
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const names = { in: t('accounts.totals.in'), out: t('accounts.totals.out') };
  const label = (day: string) =>
    step === 'month' ? formatMonth(day.slice(0, 7), language) : formatDate(day).slice(0, 5);
  useEffect(() => {
    const element = place.current;
    if (element === null || flows.length === 0) return undefined;
    const chart = drawn(element, flows, { label, names: { in: names.in, out: names.out } });
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      chart.destroy();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the texts change with the language alone
  }, [flows, step, language]);
  if (flows.length === 0) return null;
  return (
    <figure className={classes.chart}>
      <div ref={place} aria-hidden />
      <VisuallyHidden>
        <table>
          <caption>{t('accounts.summary.flows')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('accounts.operation.at')}</th>
              <th scope="col">{names.in}</th>
              <th scope="col">{names.out}</th>
            </tr>
          </thead>
          <tbody>
            {flows.map(({ day, inMinor, outMinor }) => (
              <tr key={day}>
                <th scope="row">{label(day)}</th>
                <td>{formatMoney(inMinor, currency)}</td>
                <td>{formatMoney(outMinor, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </figure>
  );
}

interface Texts {
  readonly label: (day: string) => string;
  readonly names: { readonly in: string; readonly out: string };
}

/** Two bars a step, side by side: the left one came, the right one went. */
function drawn(element: HTMLElement, flows: StatementTotals['flows'], { label, names }: Texts): UPlot {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const text = color('--mantine-color-dimmed');
  const grid = { stroke: color('--k-line'), width: 1 };
  const bars = (align: 1 | -1) => UPlot.paths.bars?.({ size: [0.4, 28], align });
  const series = (name: string, stroke: string, align: 1 | -1): UPlot.Series => {
    const paths = bars(align);
    return {
      label: name,
      stroke,
      fill: stroke,
      ...(paths === undefined ? {} : { paths }),
      points: { show: false },
    };
  };
  return new UPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      cursor: { show: false },
      legend: { show: true, live: false },
      scales: {
        x: { time: false, range: [-0.6, flows.length - 0.4] },
        y: { range: (_, __, most) => [0, most * 1.05] },
      },
      axes: [
        {
          stroke: text,
          grid: { show: false },
          ticks: { show: false },
          size: 28,
          font: FONT,
          splits: ({ width }) => everyNth(flows.length, width, LABEL_WIDTH),
          values: (_, at) => at.map((one) => label(flows[one]?.day ?? '')),
        },
        {
          stroke: text,
          grid,
          ticks: { show: false },
          size: 76,
          font: FONT,
          values: (_, sums) => sums.map(shortSum),
        },
      ],
      series: [
        {},
        series(names.in, color('--mantine-color-teal-filled'), -1),
        series(names.out, color('--mantine-color-orange-filled'), 1),
      ],
    },
    [
      flows.map((_, at) => at),
      flows.map(({ inMinor }) => inMinor / 100),
      flows.map(({ outMinor }) => outMinor / 100),
    ],
    element,
  );
}

function everyNth(count: number, width: number, space: number): number[] {
  const step = Math.max(1, Math.ceil((count * space) / Math.max(width, 1)));
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
}

const SHORT = new Intl.NumberFormat('ru', { notation: 'compact', maximumFractionDigits: 1 });

function shortSum(sum: number): string {
  return SHORT.format(sum);
}
