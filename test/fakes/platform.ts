/** True in Node for Windows, under Wine too (`npm run test:windows`). */
export const ON_WINDOWS = process.platform === 'win32';

/**
 * The mode of a file that its owner alone may read. Windows keeps rights in lists and shows whatever can be written as
 * 0666; there the folder of the profile is what is private. Source: Node, fs.chmod; Microsoft, _stat.
 */
export const OWNER_ONLY = ON_WINDOWS ? 0o666 : 0o600;

/** The same of a folder. */
export const OWNER_ONLY_FOLDER = ON_WINDOWS ? 0o666 : 0o700;

/** How the system tells that a process was killed: Windows knows no signals, and gives the exit code 1. */
export const KILLED = ON_WINDOWS ? 1 : 'SIGKILL';

/** Why a test of modes means nothing on Windows. */
export const NO_MODES = 'Windows keeps rights in lists, not in modes';

/** Why a test of links means nothing under Wine 8, which makes links that it cannot follow. */
export const NO_LINKS = 'Wine 8 makes symbolic links that it cannot follow';

/** How to start a file in TypeScript in a child: the Node for Windows reads it itself, ours through tsx. */
export const NODE_FOR_TYPESCRIPT = ON_WINDOWS
  ? [process.execPath, '--disable-warning=ExperimentalWarning']
  : [process.execPath, '--import', 'tsx'];
