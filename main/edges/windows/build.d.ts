/** True in builds for development and tests, false in what is packed. Set by `electron.vite.config.ts`. */
declare const __DEVELOPMENT__: boolean;
