import { networkInterfaces } from 'node:os';
import type { ThisComputer } from '../../domain/plans/plans-ports.ts';

/** The addresses of the computer's own network cards, as the system tells them now. */
export const thisComputer: ThisComputer = {
  addresses: () =>
    Object.values(networkInterfaces())
      .flatMap((cards) => cards ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address }) => address),
};
