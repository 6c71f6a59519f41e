import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noEnum = { selector: 'TSEnumDeclaration', message: 'Use `as const` objects or string unions.' };
const noFindCredentials = [
  {
    selector: "Identifier[name='findCredentials']",
    message: 'keytar.findCredentials crashes on a locked keyring; ask the ledger what there is.',
  },
  {
    selector: "Literal[value='findCredentials']",
    message: 'keytar.findCredentials crashes on a locked keyring; ask the ledger what there is.',
  },
];
const noTlsSwitches = [
  {
    selector: "Property[key.name='rejectUnauthorized'][value.value=false]",
    message: 'TLS checks are never switched off.',
  },
  {
    selector: "Property[key.name='allowH2'][value.value=true]",
    message: 'HTTP/2 may repeat a POST by itself.',
  },
  { selector: "Identifier[name='RetryAgent']", message: 'A payment is sent once.' },
  {
    selector: "Identifier[name='NODE_TLS_REJECT_UNAUTHORIZED']",
    message: 'TLS checks are never switched off.',
  },
];
const noAmbientTime = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Time comes from the Clock port.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes from the Clock port.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance comes from the Ids port.',
  },
];
const always = [noEnum, ...noFindCredentials, ...noTlsSwitches];

export default tseslint.config(
  { ignores: ['out', 'dist', 'node_modules', 'test-results', 'tour', 'scripts/electron/default-app'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      'max-params': ['error', 4],
      'no-restricted-syntax': ['error', ...always],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['contract/**', 'main/domain/**'],
    rules: { 'no-restricted-syntax': ['error', ...always, ...noAmbientTime] },
  },
  {
    // Tests show that these very words are refused.
    files: ['test/**'],
    rules: { 'no-restricted-syntax': ['error', noEnum], 'max-params': 'off' },
  },
  {
    files: ['renderer/**/*.tsx', 'renderer/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
);
