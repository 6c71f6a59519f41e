import '../app/quiet-zod.ts';
import { showSingleWindow } from '../app/show-single-window.ts';
import { ApprovalWindow } from './approval-window.tsx';

showSingleWindow(<ApprovalWindow />);
