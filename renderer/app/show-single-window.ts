import './fonts.css';
import '@mantine/core/styles.css';
import './styles.css';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { installTrustedTypes } from './content-policy.ts';

/** Draws the page of a window that main opens for one purpose. */
export function showSingleWindow(page: ReactNode): void {
  installTrustedTypes();
  const root = document.getElementById('root');
  if (root !== null) createRoot(root).render(page);
}
