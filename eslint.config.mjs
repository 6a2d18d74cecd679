// Typed linting for every source; what prettier decides is not repeated here.
import tseslint from 'typescript-eslint';

const sizes = {
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 20],
};

const unused = ['error', { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true }];

const typed = {
  files: ['server/src/**/*.ts', 'client/src/**/*.ts', 'client/webview/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
  extends: [...tseslint.configs.recommendedTypeChecked],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    '@typescript-eslint/consistent-type-imports': 'error',
    '@typescript-eslint/no-unused-vars': unused,
    ...sizes,
  },
};

const tests = {
  files: ['test/**/*.ts', 'bench/**/*.ts'],
  rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-floating-promises': 'error' },
};

/** Scripts have no types to look at. */
const untyped = {
  files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
  extends: [tseslint.configs.disableTypeChecked],
  rules: {
    'no-unused-vars': unused,
    'prefer-const': 'error',
    eqeqeq: 'error',
    ...sizes,
  },
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.test/**', 'test/**/fixtures/**', 'samples/**'] },
  typed,
  tests,
  untyped,
);
