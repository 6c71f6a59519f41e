import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { TokenColumn } from '../../../../contract/areas/views.ts';
import { useViews } from '../../../api/use-views.ts';
import { useT } from '../../../i18n/t.ts';
import { FIRST_COLUMNS, inMenuOrder, moved, toggled } from './column-choice.ts';
import classes from '../tokens.module.css';

/**
 * Which columns the table shows, and in which order. Space ticks, Alt with an arrow moves, the last button puts all
 * back.
 */
export function ColumnsMenu() {
  const t = useT();
  const { views, change } = useViews();
  const [isOpen, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const shown = views.columns ?? FIRST_COLUMNS;
  const move = (column: TokenColumn, by: -1 | 1) => change({ columns: moved(shown, column, by) });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('tokens.columns.title')}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('tokens.columns.title')}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <IconColumns size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('tokens.columns.title')}>
        <p className={classes.columnsHint}>{t('tokens.columns.hint')}</p>
        <div ref={list} role="group" aria-label={t('tokens.columns.title')}>
          {inMenuOrder(shown).map((column) => (
            <ColumnRow
              key={column}
              column={column}
              place={shown.indexOf(column)}
              last={shown.length - 1}
              onToggle={() => change({ columns: toggled(shown, column) })}
              onMove={(by) => move(column, by)}
            />
          ))}
        </div>
        <Button
          variant="subtle"
          size="xs"
          mt={8}
          disabled={views.columns === null}
          onClick={() => {
            change({ columns: null });
            list.current?.querySelector('input')?.focus();
          }}
        >
          {t('tokens.columns.reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ColumnRowProps {
  readonly column: TokenColumn;
  /** Among the shown ones; −1 when it is not. */
  readonly place: number;
  readonly last: number;
  readonly onToggle: () => void;
  readonly onMove: (by: -1 | 1) => void;
}

function ColumnRow({ column, place, last, onToggle, onMove }: ColumnRowProps) {
  const t = useT();
  const name = t(`tokens.column.${column}`);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <div className={classes.columnRow} onKeyDown={onKeyDown}>
      <Checkbox
        label={name}
        size="xs"
        checked={place >= 0}
        disabled={column === 'label'}
        onChange={onToggle}
        className={classes.columnName ?? ''}
      />
      {place > 0 && (
        <>
          <MoveButton
            label={t('tokens.columns.earlier', { name })}
            isOff={place < 2}
            onMove={() => onMove(-1)}
          >
            <IconArrowUp size={14} aria-hidden />
          </MoveButton>
          <MoveButton
            label={t('tokens.columns.later', { name })}
            isOff={place === last}
            onMove={() => onMove(1)}
          >
            <IconArrowDown size={14} aria-hidden />
          </MoveButton>
        </>
      )}
    </div>
  );
}

interface MoveButtonProps {
  readonly label: string;
  readonly isOff: boolean;
  readonly onMove: () => void;
  readonly children: ReactNode;
}

/** Stays focusable at the ends of the list, so that the focus is not lost while a column is moved there. */
function MoveButton({ label, isOff, onMove, children }: MoveButtonProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={label}
      aria-disabled={isOff}
      data-off={isOff || undefined}
      className={classes.moveColumn ?? ''}
      onClick={isOff ? undefined : onMove}
    >
      {children}
    </ActionIcon>
  );
}
