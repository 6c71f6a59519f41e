import '../app/quiet-zod.ts';
import '../app/fonts.css';
import '@mantine/core/styles.css';
import '../app/styles.css';
import { createRoot } from 'react-dom/client';
import { installTrustedTypes } from '../app/content-policy.ts';
import { ApprovalWindow } from './approval-window.tsx';

installTrustedTypes();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<ApprovalWindow />);
