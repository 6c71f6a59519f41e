/**
 * Stands in the bundle for the XML parser of the D-Bus library (electron.vite.config.ts), which would describe objects
 * of other programs. Nobody here asks for that.
 */
export const Parser = null;
