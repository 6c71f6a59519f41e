/** Why a change of Electron does us no harm, and the tests that would show it. */
export interface Answer {
  readonly because: string;
  readonly tests?: readonly string[];
}

/**
 * What we use of the members whose declarations differ between the Electron of the tests and that of releases
 * (`electron-changes.json`). A member that is not here may not be used.
 */
export const MEMBER_ANSWERS: Readonly<Record<string, Answer>> = {
  'Electron.App.getPath': {
    because: 'one more name (`assets`) is known; we ask for `documents` and `userData`',
    tests: ['test/e2e/full/stay-in-tray.test.ts'],
  },
  'Electron.Clipboard.clear': {
    because: 'the argument for the selection of X11 is gone; we give none',
    tests: ['test/e2e/full/token-troubles.test.ts'],
  },
  'Electron.Clipboard.readText': {
    because: 'it answers with a promise; we await it, which takes a text as well',
    tests: ['test/e2e/full/token-troubles.test.ts', 'test/windows/secret-marks.test.ts'],
  },
  'Electron.MenuItem.type': { because: 'two more kinds are known; we read none' },
  'Electron.MenuItemConstructorOptions.type': { because: 'two more kinds are known; we make separators' },
  'Electron.Notification.on#close': { because: 'the event has details; we look at none' },
  'Electron.Session.on#will-download': {
    because: 'one more argument, the frame; we refuse every download by the first',
    tests: ['test/packaged/no-network.test.ts'],
  },
  'Electron.Session.setPermissionCheckHandler': {
    because: 'more permissions have names; we refuse all, whatever their name',
    tests: ['test/e2e/full/sandbox.test.ts'],
  },
  'Electron.Session.setPermissionRequestHandler': {
    because: 'more permissions have names; we refuse all, whatever their name',
    tests: ['test/e2e/full/sandbox.test.ts'],
  },
  'Electron.PrintToPDFOptions.margins': {
    because: 'its type has a name of its own with the same fields in inches',
    tests: ['test/e2e/full/independent-bank.test.ts'],
  },
};

/** A change that Electron has published, whatever the declarations say. */
export interface PublishedChange {
  /** The version of Electron that brought it. */
  readonly since: number;
  readonly what: string;
  readonly source: string;
  /** How our code would look if the change met it. */
  readonly use: RegExp;
  /** Only for what we use. */
  readonly answer?: Answer;
}

const DOCUMENT = 'https://www.electronjs.org/docs/latest/breaking-changes';
const BLOG_40 = 'https://www.electronjs.org/blog/electron-40-0';
const BLOG_44 = 'https://electronjs.org/blog/electron-44-0';
/** What applications found when they moved from 39 and 42; these two list the headings of the document. */
const TO_43 = 'https://github.com/react/react-native/pull/57422';
const TO_44 = 'https://github.com/desktop/desktop/pull/22799';

/**
 * The published breaking changes of 34 to 44, in the order of versions. Those of 45 were not to be read where this list
 * was made: of 45 only the declarations are compared.
 */
export const PUBLISHED: readonly PublishedChange[] = [
  {
    since: 34,
    what: 'the bar of the menu is hidden in full screen on Windows',
    source: DOCUMENT,
    use: /setFullScreen|fullscreen:/,
  },
  {
    since: 35,
    what: '`defaultPath` of dialogs needs version 4 of the portal on Linux',
    source: DOCUMENT,
    use: /defaultPath/,
    answer: {
      because: 'where the portal is older the dialog opens in a folder of its own: a person chooses anyway',
    },
  },
  { since: 35, what: '`setPreloads`, `getPreloads` of a session', source: DOCUMENT, use: /[gs]etPreloads/ },
  { since: 35, what: 'arguments of `console-message`', source: DOCUMENT, use: /'console-message'/ },
  {
    since: 35,
    what: '`urls` of the filter of `webRequest`',
    source: DOCUMENT,
    use: /onBeforeRequest\(\s*\{/,
  },
  { since: 35, what: '`getFromVersionID` of service workers', source: DOCUMENT, use: /getFromVersionID/ },
  { since: 36, what: '`systemPreferences.isAeroGlassEnabled`', source: DOCUMENT, use: /isAeroGlassEnabled/ },
  {
    since: 36,
    what: '`app.commandLine` writes switches in small letters and hands them to no child',
    source: DOCUMENT,
    use: /commandLine\.appendSwitch/,
    answer: {
      because:
        'our switches have small letters and mean pages, not children of ours; the rule for hosts is seen to hold',
      tests: ['test/packaged/no-network.test.ts', 'test/packaged/switches.test.ts'],
    },
  },
  { since: 36, what: '`NativeImage.getBitmap`', source: DOCUMENT, use: /\.getBitmap\(/ },
  {
    since: 36,
    what: '`isDefault`, `status` of printers',
    source: DOCUMENT,
    use: /getPrintersAsync|PrinterInfo/,
  },
  { since: 36, what: 'quotas of `clearStorageData`, gone in 42', source: DOCUMENT, use: /clearStorageData/ },
  { since: 36, what: 'extensions of a session', source: DOCUMENT, use: /loadExtension|getAllExtensions/ },
  {
    since: 37,
    what: 'a promise that nobody catches ends a utility process',
    source: DOCUMENT,
    use: /utilityProcess\.fork/,
    answer: {
      because:
        'as in Node since 15, under which the same code is tested; the windows start the vault process anew',
      tests: ['test/e2e/full/keyring-states.test.ts', 'test/keychain/keychain-client.test.ts'],
    },
  },
  {
    since: 37,
    what: '`process.exit` ends a utility process at once',
    source: DOCUMENT,
    use: /process\.exit\(/,
    answer: {
      because:
        'the keychain process ends when its parent has gone, main before anything is open: nothing is left to do',
      tests: ['test/keychain/gnome-keyring-states.test.ts', 'test/packaged/switches.test.ts'],
    },
  },
  { since: 37, what: '`session: null` in answers of a protocol', source: DOCUMENT, use: /session: null/ },
  {
    since: 38,
    what: '`ELECTRON_OZONE_PLATFORM_HINT`',
    source: DOCUMENT,
    use: /ELECTRON_OZONE_PLATFORM_HINT/,
  },
  { since: 38, what: '`plugin-crashed`', source: DOCUMENT, use: /'plugin-crashed'/ },
  { since: 38, what: '`routingId` of frames', source: DOCUMENT, use: /routingId|findFrameByRoutingId/ },
  { since: 39, what: 'the switch `host-rules`', source: DOCUMENT, use: /'host-rules'/ },
  {
    since: 39,
    what: 'windows of `window.open` can be resized',
    source: DOCUMENT,
    use: /setWindowOpenHandler/,
    answer: { because: 'we refuse every such window', tests: ['test/e2e/full/sandbox.test.ts'] },
  },
  {
    since: 39,
    what: 'drawing off the screen: textures, and scale in 42',
    source: DOCUMENT,
    use: /offscreen:/,
  },
  {
    since: 40,
    what: 'no clipboard of Electron in pages, gone in 44',
    source: BLOG_40,
    use: /^import \{[^}]*\bclipboard\b[^}]*\} from 'electron\/renderer'/m,
  },
  { since: 41, what: 'causes of a changed cookie', source: TO_43, use: /cookies\.on\(/ },
  {
    since: 41,
    what: '`showHiddenFiles` in dialogs on Linux, gone in 43',
    source: TO_44,
    use: /showHiddenFiles/,
  },
  {
    since: 42,
    what: 'notifications on macOS need a signed app',
    source: TO_43,
    use: /new Notification\(/,
    answer: {
      because: 'a release is signed; what a notification says stands in the bell and in the tray as well',
    },
  },
  {
    since: 42,
    what: 'the package downloads its binary at the first start, not when it is installed',
    source: TO_43,
    use: /'install\.js'/,
    answer: {
      because: 'we start its installer ourselves, and judge by what lies there afterwards',
      tests: ['test/runtime/electron-official.test.ts'],
    },
  },
  {
    since: 43,
    what: 'dialogs without `defaultPath` begin in the folder for downloads',
    source: TO_44,
    use: /showOpenDialog/,
    answer: { because: 'where the dialog of files begins decides nothing: a person chooses' },
  },
  {
    since: 43,
    what: 'pixels of `nativeImage` are brought to sRGB',
    source: TO_44,
    use: /nativeImage\.createFrom/,
    answer: { because: 'our picture is drawn in sRGB', tests: ['test/windows/reminder-signs.test.ts'] },
  },
  {
    since: 43,
    what: 'windows without a frame have round corners on Linux',
    source: TO_44,
    use: /frame: false/,
  },
  {
    since: 44,
    what: 'the clipboard follows the one of the web: promises, items of several formats',
    source: BLOG_44,
    use: /\bclipboard\b.*electron|= electron;/,
    answer: {
      because: 'every call is awaited, and items are made only where the runtime knows them',
      tests: ['test/windows/secret-marks.test.ts', 'test/e2e/full/token-troubles.test.ts'],
    },
  },
  {
    since: 44,
    what: '`webContents` may be null when a client certificate is asked for',
    source: BLOG_44,
    use: /select-client-certificate/,
  },
  { since: 44, what: 'options of starting with the computer', source: BLOG_44, use: /setLoginItemSettings/ },
  {
    since: 44,
    what: 'no counter at the icon under Unity',
    source: TO_44,
    use: /setBadgeCount/,
    answer: { because: 'the counter stands in the tray as well, and Unity is no desktop that we test' },
  },
];
