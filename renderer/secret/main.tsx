import { showSingleWindow } from '../app/show-single-window.ts';
import { SecretWindow } from './secret-window.tsx';

showSingleWindow(<SecretWindow />);
