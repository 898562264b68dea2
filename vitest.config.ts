import { configDefaults, defineConfig } from 'vitest/config';

/** What takes long and guards what seldom breaks: left out by `npm test`, not by `npm test -- --all`. */
const exclude = [...configDefaults.exclude, ...(process.env['SIGNALS_TESTS'] === 'quick' ? ['**/*.long.test.ts'] : [])];

/** A busy machine takes its time; by default it has a second. */
const patience = { poll: { timeout: 30_000 } };

export default defineConfig({
	test: {
		// Most wait for a browser or a build, so a core for Vitest itself, as it keeps by default, would be idle.
		maxWorkers: '100%',
		// To load the code anew for each file costs as much as half of the tests. Modules keep no state that a test could see.
		isolate: false,
		// Of the visits of one file: more would keep each other waiting, and start more processes of the browser.
		maxConcurrency: 2,
		projects: [
			{
				test: {
					name: 'domain',
					include: ['tests/{cards,signals,site,plots,feeds,email,machines,cli,import,renderer,program}/**/*.test.ts'],
					exclude,
					testTimeout: 60_000,
					expect: patience,
				},
			},
			{
				test: {
					name: 'build',
					include: ['tests/build/**/*.test.ts'],
					exclude,
					testTimeout: 120_000,
					hookTimeout: 120_000,
					expect: patience,
				},
			},
			{
				test: {
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					exclude,
					testTimeout: 120_000,
					hookTimeout: 120_000,
					expect: patience,
				},
			},
		],
	},
});
