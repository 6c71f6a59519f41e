import './app/quiet-zod.ts';
import './app/fonts.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { installStyleNonce, installTrustedTypes } from './app/content-policy.ts';

installTrustedTypes();
installStyleNonce();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
