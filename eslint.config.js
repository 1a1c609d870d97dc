import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const pureGlobals = ['process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'crypto', 'console', 'Buffer'];
const pureSyntax = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time comes in as a value.' },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Time comes in as a value.',
  },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'Chance stays outside.',
  },
  { selector: ':function[async=true]', message: 'Flows and domain are synchronous.' },
];

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      '.oubli',
      'coverage',
      '**/*.cjs',
      '**/*.mjs',
      'src/http/proof/page-script.ts',
      'flows/intent/learned/weights.ts',
      'flows/intent/learned/thesaurus.ts',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'jest.config.js'] } },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // There is no enum to assign to (`erasableSyntaxOnly`), and to look for one takes a tenth of the whole check.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**', 'flows/**', 'webhooks/**', 'models/**'],
    ignores: ['src/config/**', 'src/cli.ts', 'src/cli/**'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read it in src/config.' }],
    },
  },
  {
    files: ['flows/**', 'src/domain/**'],
    rules: { 'no-restricted-globals': ['error', ...pureGlobals], 'no-restricted-syntax': ['error', ...pureSyntax] },
  },
  { files: ['scripts/**', 'src/cli/**', 'src/cli.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**', '**/texts/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
