// @ts-check
import { defineConfig, globalIgnores } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

/**
 * Zones of the code: what a folder may not import. The direction is site → signals ← cli.
 * @param {{ group: string[], message: string }[]} patterns
 * @returns {['error', { patterns: { group: string[], message: string }[] }]}
 */
const forbid = (...patterns) => ['error', { patterns }];
const noAstro = {
	group: ['astro', 'astro:*', 'astro/*'],
	message: 'Astro stays in src/site, src/pages, src/renderer and src/build/develop.ts.',
};
const noTerminal = { group: ['**/cli/**', 'node:process', 'process'], message: 'The terminal stays in src/cli.' };
const noBuild = { group: ['**/build/**', '**/renderer/**'], message: 'What is shown knows nothing of how it is built.' };

export default defineConfig(
	globalIgnores(['dist/', '.dist.*/', '.astro/', '.cache/', '.program/', 'node_modules/', 'tests/.output/']),
	{
		files: ['**/*.{ts,mjs}'],
		extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
		languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.mjs'] }, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			// Numbers and booleans read well in messages; objects do not.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
			// Access by name and by key is told apart by noPropertyAccessFromIndexSignature.
			'@typescript-eslint/dot-notation': 'off',
			// Limits and cuts count code points, on purpose.
			'@typescript-eslint/no-misused-spread': 'off',
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			eqeqeq: 'error',
			'no-console': 'error',
		},
	},
	astro.configs['flat/recommended'],
	{
		files: ['**/*.astro'],
		rules: {
			// What it is given are strings our own code made: rendered and sanitised bodies, a constant script, escaped JSON.
			'astro/no-set-html-directive': 'off',
			'astro/no-unused-define-vars-in-style': 'error',
		},
	},
	{
		files: ['src/**'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: 'MemberExpression[property.name=/^toLocale|^localeCompare$/]',
					message: 'Locales differ between machines; compare by code unit and format by hand.',
				},
				{
					selector: "NewExpression[callee.name='Date'][arguments.length=0]",
					message: 'No clock below the command line.',
				},
				{
					selector: "CallExpression[callee.name='getCollection']",
					message: 'Pages take signals from getSite(), which is the same in every way of building.',
				},
			],
		},
	},
	{
		files: ['src/**'],
		// The reader's clock tells how long a visit is over.
		ignores: ['src/cli/**', 'src/client/**', 'src/content.config.ts'],
		rules: {
			'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'No clock below the command line.' }],
			'no-restricted-globals': ['error', { name: 'Intl', message: 'Locales differ between machines.' }],
		},
	},
	{
		files: ['src/signals/**'],
		rules: {
			'no-restricted-imports': forbid(noAstro, noTerminal, {
				group: ['**/site/**', '**/feeds/**', '**/machines/**', '**/build/**'],
				message: 'The domain knows nothing of the site.',
			}),
			'no-restricted-globals': [
				'error',
				{ name: 'Intl', message: 'Locales differ between machines.' },
				{ name: 'process', message: 'The terminal stays in src/cli.' },
			],
		},
	},
	{ files: ['src/import/**'], rules: { 'no-restricted-imports': forbid(noAstro, noTerminal, noBuild) } },
	{
		files: ['src/plots/**'],
		rules: {
			'no-restricted-imports': forbid(noAstro, noTerminal, noBuild, {
				group: ['**/site/**', '**/feeds/**'],
				message: 'A drawing is made of numbers and knows nothing of the site.',
			}),
		},
	},
	{
		files: ['src/feeds/**', 'src/email/**', 'src/machines/**', 'src/cards/**'],
		rules: { 'no-restricted-imports': forbid(noAstro, noTerminal, noBuild) },
	},
	{
		files: ['src/build/**'],
		ignores: ['src/build/develop.ts'],
		rules: { 'no-restricted-imports': forbid(noAstro, noTerminal) },
	},
	{
		files: ['src/renderer/**'],
		// These two run in a process that compiles, or are what it compiles; the third is Astro's own way.
		ignores: ['src/renderer/{compile,entry,plain}.ts'],
		rules: { 'no-restricted-imports': forbid(noAstro, noTerminal, noBuild) },
	},
	{ files: ['src/renderer/{compile,entry,plain}.ts'], rules: { 'no-restricted-imports': forbid(noTerminal, noBuild) } },
	{ files: ['src/program/**'], rules: { 'no-restricted-imports': forbid(noAstro, noTerminal) } },
	{ files: ['src/cli/**'], rules: { 'no-restricted-imports': forbid(noAstro) } },
	{
		files: ['src/site/**', 'src/components/**', 'src/layouts/**', 'src/pages/**'],
		rules: { 'no-restricted-imports': forbid(noTerminal, noBuild) },
	},
	{
		files: ['src/client/**'],
		rules: {
			// Types are not sent.
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						noAstro,
						noTerminal,
						noBuild,
						{
							group: [
								'**/signals/**',
								'**/feeds/**',
								'**/site/**',
								'!**/site/words.ts',
								'!**/site/search-facts.ts',
								'!**/site/title-parts.ts',
							],
							message: 'What is imported here is sent to every reader: words, and how the facts and the title of a result are written.',
							allowTypeImports: true,
						},
					],
				},
			],
		},
	},
	{ files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
	{ files: ['tests/**'], rules: { 'no-console': 'off' } },
);
