import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { canonicalIp } from '../../../contract/values/ip-addresses.ts';
import { useT } from '../../i18n/t.ts';
import { AccessBadge } from '../../ui/access-badge.tsx';
import classes from './plans.module.css';

/** Old and new side by side: addresses and accesses, what goes and what comes. For an issue only the new. */
export function PlanDiff({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  const { old, wish } = plan;
  if (wish === null) return null;
  const anyAddress = t('plans.targets.anyAddress');
  const oldIps =
    old === null
      ? []
      : old.ipCheck === 'off-by-letter'
        ? [anyAddress]
        : old.ips.map(({ address }) => address);
  const typed = wish.ips
    .map(({ address }) => canonicalIp(address) ?? address.trim())
    .filter((one) => one !== '');
  const newIps = wish.ipCheck === 'off-by-letter' ? [anyAddress] : typed;
  return (
    <table className={classes.diff}>
      <thead>
        <tr>
          <th scope="col" />
          {old !== null && <th scope="col">{t('plans.diff.old')}</th>}
          <th scope="col">{t('plans.diff.new')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('plans.diff.issuer')}</th>
          {old !== null && <td>{old.issuer}</td>}
          <td>{wish.issuer}</td>
        </tr>
        <tr>
          <th scope="row">{t('plans.diff.addresses')}</th>
          {old !== null && (
            <td>
              <Items items={oldIps} others={newIps} side="old" />
            </td>
          )}
          <td>
            <Items items={newIps} others={old === null ? newIps : oldIps} side="new" />
          </td>
        </tr>
        <tr>
          <th scope="row">{t('plans.diff.accesses')}</th>
          {old !== null && (
            <td>
              <Items
                items={old.accesses}
                others={wish.accesses}
                side="old"
                isAccess
                unused={old.unusedAccesses}
              />
            </td>
          )}
          <td>
            <Items
              items={wish.accesses}
              others={old === null ? wish.accesses : old.accesses}
              side="new"
              isAccess
            />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

interface ItemsProps {
  readonly items: readonly string[];
  readonly others: readonly string[];
  readonly side: 'old' | 'new';
  readonly isAccess?: boolean;
  readonly unused?: readonly string[];
}

function Items({ items, others, side, isAccess = false, unused = [] }: ItemsProps) {
  const t = useT();
  if (items.length === 0) return <span className={classes.dim}>{t('plans.diff.none')}</span>;
  return (
    <ul className={classes.items}>
      {items.map((item) => {
        const isOnly = !others.includes(item);
        const mark = side === 'old' ? 'gone' : 'come';
        return (
          <li key={item} className={isOnly ? classes[mark] : undefined}>
            {isOnly &&
              (side === 'old' ? <IconMinus size={14} aria-hidden /> : <IconPlus size={14} aria-hidden />)}
            {isAccess ? <AccessBadge access={item} /> : item}
            {isOnly && <span className={classes.note}>{t(`plans.diff.${mark}`)}</span>}
            {!isOnly && unused.includes(item) && (
              <span className={classes.note}>{t('plans.diff.unused')}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
