import { Menu } from '@mantine/core';
import { IconBan, IconListCheck, IconMoonStars, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { TokenPlanKind } from '../../../../contract/areas/plans.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useT } from '../../../i18n/t.ts';
import { paths } from '../../../ui/paths.ts';

const ITEMS = [
  { kind: 'reissue', Icon: IconRefresh },
  { kind: 'revoke', Icon: IconBan },
  { kind: 'retire', Icon: IconMoonStars },
] as const satisfies readonly { readonly kind: TokenPlanKind; readonly Icon: unknown }[];

/**
 * What leads a token to its end or to a new one: items for the menu of the token. A plan that is under way is gone on
 * with.
 */
export function TokenPlanItems({ token }: { readonly token: TokenView }) {
  const t = useT();
  const [, navigate] = useLocation();
  const query = useQuery({ queryKey: keys.planList, queryFn: () => unwrap(app().plans.list({})) });
  const open = (query.data ?? []).filter(
    (plan) => plan.status === 'open' && [plan.tokenId, plan.newTokenId].includes(token.tokenId),
  );
  const isOver = token.status === 'revoked' || token.secretPlace === 'wiped';
  const kinds = ITEMS.filter(
    ({ kind }) =>
      (kind === 'reissue' || !isOver) &&
      token.status !== 'planned' &&
      !open.some((plan) => plan.kind === kind),
  );
  return (
    <>
      {open.map((plan) => (
        <Menu.Item
          key={plan.planId}
          leftSection={<IconListCheck size={16} aria-hidden />}
          onClick={() => navigate(paths.plan(plan.planId))}
        >
          {t('plans.action.goOn', { name: t(`plans.kind.${plan.kind}`) })}
        </Menu.Item>
      ))}
      {kinds.map(({ kind, Icon }) => (
        <Menu.Item
          key={kind}
          leftSection={<Icon size={16} aria-hidden />}
          onClick={() => navigate(paths.newPlan(kind, { tokenId: token.tokenId }))}
        >
          {t(`plans.action.${kind}`)}
        </Menu.Item>
      ))}
    </>
  );
}
