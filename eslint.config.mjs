import tseslint from 'typescript-eslint';

const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name: a thing has one name in the whole house.' },
  {
    selector: 'ExportSpecifier[exported.name="default"]',
    message: 'Export by name: a thing has one name in the whole house.',
  },
  {
    selector:
      'CallExpression[callee.name="setHandler"] > ObjectExpression > Property[key.name="validator"] > :function[async=true]',
    message: 'An Update validator is synchronous; an async one accepts everything.',
  },
];

const clock = 'domain/ and activities/ read no clock: the instant of an effect is its cause’s, or app_now() in SQL.';
const withoutClock = [
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: clock },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: clock },
  { selector: 'CallExpression[callee.name="Date"]', message: clock },
  { selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]', message: clock },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.data/',
      '.tmp/',
      'prisma/generated/',
      'web/generated/',
      'prisma.config.ts',
      '**/*.{js,mjs,cjs}',
      '**/*.d.mts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      // Objects here are closures; there are hardly any classes.
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['domain/**/*.ts', 'activities/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...withoutClock] },
  },
  {
    files: ['**/*.test.ts', 'testing/**/*.ts'],
    rules: {
      '@typescript-eslint/max-params': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
