import { Providers } from './providers.tsx';
import { SessionGate } from './session-gate.tsx';

/** The whole window. */
export function App() {
  return (
    <Providers>
      <SessionGate />
    </Providers>
  );
}
