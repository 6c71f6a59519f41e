import { LoadingState } from '../../ui/states.tsx';

/** Placeholder until the screen is written. */
export function AccountsScreen() {
  return <LoadingState />;
}
