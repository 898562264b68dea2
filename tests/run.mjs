// Runs the tests that take minutes together: `npm test`; with those that take longer: `npm test -- --all`; or some: `npm test -- tests/signals`. Plain JavaScript, so that any Node can say what is missing.
import { spawnSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './helpers/find-chromium.mjs';

const projectDir = fileURLToPath(new URL('../', import.meta.url));
const reportFile = path.join(projectDir, 'tests/.output/results.json');
const words = process.argv.slice(2);
const args = words.filter((word) => word !== '--all');
/** Who names tests wants those. */
const isQuick = words.length === 0;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
	console.error(
		`The tests need Node 22.18 or later; this is ${process.versions.node}. Run them by npm test, which brings its own, or install Node 24.`,
	);
	process.exit(2);
}

const chromium = findChromium() ?? (mayRun('tests/browser') ? installChromium() : undefined);
if (!chromium && mayRun('tests/browser')) warn();
const sites = mkdtempSync(path.join(tmpdir(), 'signals-test-sites-'));
mkdirSync(path.dirname(reportFile), { recursive: true });
rmSync(reportFile, { force: true });

// Many tests start the program; what each would otherwise have to load is compiled first.
const { renewProgram } = await import('../src/program/program.ts');
await renewProgram(projectDir, new Date());

const vitest = spawn(
	process.execPath,
	[
		path.join(projectDir, 'node_modules/vitest/vitest.mjs'),
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${reportFile}`,
		...args,
	],
	{
		cwd: projectDir,
		stdio: 'inherit',
		env: {
			...process.env,
			...(chromium ? { CHROME_PATH: chromium } : {}),
			SIGNALS_TEST_SITES: sites,
			SIGNALS_TESTS: isQuick ? 'quick' : 'all',
			ASTRO_TELEMETRY_DISABLED: '1',
			ASTRO_DEV_BACKGROUND: '0',
			ASTRO_PREVIEW_BACKGROUND: '0',
		},
	},
);
// Vitest stops by itself and this process reports after it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => vitest.kill('SIGTERM'));
vitest.on('error', (error) => console.error(error.message));
vitest.on('close', (status) => {
	rmSync(sites, { recursive: true, force: true });
	const { passed, failed, skipped } = count();
	if (!chromium && mayRun('tests/browser')) warn();
	if (isQuick) console.log('\nWithout the long tests: npm test -- --all runs them, too.');
	console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
	process.exitCode = status ?? 1;
});

/** Whether the arguments leave a folder of tests in the run: words among them name files or projects. */
function mayRun(folder) {
	const names = args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '-t');
	return names.length === 0 || names.some((name) => name.includes(path.basename(folder)) || folder.startsWith(name.replace(/\/+$/, '')));
}

/** A file that could not even be read counts as one failed test, and so does a run without a report. */
function count() {
	if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0 };
	const report = JSON.parse(readFileSync(reportFile, 'utf8'));
	const unread = report.testResults.filter(
		({ status, assertionResults }) => status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
	).length;
	return { passed: report.numPassedTests, failed: report.numFailedTests + unread, skipped: report.numPendingTests + report.numTodoTests };
}

/** Debian and its kin have a package; elsewhere the reader of the message knows best. */
function installChromium() {
	if (process.platform !== 'linux' || !works('apt-get', ['--version'])) return undefined;
	const isRoot = process.getuid?.() === 0;
	if (!isRoot && !works('sudo', ['-n', 'true'])) return undefined;
	console.error('No Chromium found for the browser tests: installing the package chromium.');
	const run = (words) => {
		const [command = '', ...rest] = isRoot ? words : ['sudo', '-n', ...words];
		return (
			spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
				.status === 0
		);
	};
	return run(['apt-get', 'update', '-q']) && run(['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium'])
		? findChromium()
		: undefined;
}

function works(command, words) {
	return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}

function warn() {
	console.error('\nBROWSER TESTS SKIPPED: no Chromium. Install Chromium or Chrome, or set CHROME_PATH to one.');
}
