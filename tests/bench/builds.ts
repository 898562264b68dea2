import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { copyProject } from '../helpers/copy-project.ts';
import { startDev } from '../helpers/development-server.ts';
import { launchChromium } from '../helpers/launch-chromium.ts';
import { fittedExponent, growthPlot } from './growth.ts';
import { writeCorpus } from './corpus.ts';

const asOf = '2026-12-31T00:00:00Z';
/** What is measured in turn, over and over. */
const cases = ['cold', 'body edited', 'one added', 'nothing changed', 'check'] as const;
type Case = (typeof cases)[number];

interface Run {
	/** Seconds from the start of the process to its end. */
	readonly seconds: number;
	/** Most memory that one process had at a time, in MB; undefined where the system does not tell. */
	readonly peak: number | undefined;
}

interface Measured {
	readonly count: number;
	readonly runs: Readonly<Record<Case, readonly Run[]>>;
	/** Milliseconds from a save to the page that shows it, while somebody writes; empty where it was not measured. */
	readonly refreshes: readonly number[];
}

export interface BuildsOptions {
	readonly counts: readonly number[];
	/** How often each case is measured; the largest count once. */
	readonly rounds: number;
}

/**
 * Measures builds of generated signals, each as a process of its own as users start it, in a copy of the project whose cache is its own.
 * @param scratch an empty folder
 * @returns a report in Markdown, and the plot it shows
 */
export async function benchBuilds(scratch: string, { counts, rounds }: BuildsOptions): Promise<{ report: string; plot: string }> {
	const project = path.join(scratch, 'project');
	mkdirSync(project);
	copyProject(project);
	const measured: Measured[] = [];
	for (const count of counts) {
		const isLargest = counts.length > 1 && count === Math.max(...counts);
		measured.push(await measure(path.join(scratch, String(count)), project, count, isLargest ? 1 : rounds));
	}
	const series = cases.map((name) => ({
		name,
		points: measured.map(({ count, runs }) => [count, median(runs[name].map(({ seconds }) => seconds))] as const),
	}));
	return { report: report(measured, series), plot: growthPlot(series, { x: 'signals', y: 'seconds' }) };
}

async function measure(folder: string, project: string, count: number, rounds: number): Promise<Measured> {
	const content = path.join(folder, 'content');
	writeCorpus(count, content);
	const out = path.join(folder, 'dist');
	const build = () => timed(project, ['build', '--content', content, '--out', out, '--as-of', asOf]);
	const runs: Record<Case, Run[]> = { cold: [], 'body edited': [], 'one added': [], 'nothing changed': [], check: [] };
	const edited = signalFiles(content)[Math.floor(count / 2)] ?? '';
	for (let round = 0; round < rounds; round += 1) {
		rmSync(path.join(project, '.cache'), { recursive: true, force: true });
		for (const name of ['dist', '.dist.spare']) rmSync(path.join(folder, name), { recursive: true, force: true });
		runs.cold.push(await build());
		appendFileSync(edited, `\nA sentence of round ${round}.\n`);
		runs['body edited'].push(await build());
		writeFileSync(
			path.join(content, 'signals', `added-${round}.md`),
			readFileSync(edited, 'utf8').replace(/^title: .*$/m, `title: Added in round ${round}`),
		);
		runs['one added'].push(await build());
		runs['nothing changed'].push(await build());
		runs.check.push(await timed(project, ['check', '--content', content, '--as-of', asOf]));
	}
	const refreshes = count <= mostForDev ? await measureRefreshes(project, content, edited) : [];
	rmSync(folder, { recursive: true });
	return { count, runs, refreshes };
}

/** Signals among which somebody still writes with the development server open. */
const mostForDev = 10_000;

/** Runs a command to its end. @throws Error when it fails */
async function timed(project: string, args: readonly string[]): Promise<Run> {
	const started = performance.now();
	const child = spawn(process.execPath, [path.join(project, 'src/cli/signals.mjs'), ...args], { cwd: project });
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
	const ended = new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	let peak: number | undefined;
	const watching = (async () => {
		while (child.exitCode === null && child.signalCode === null) {
			peak = Math.max(peak ?? 0, ...peaksOf(child.pid ?? 0)) || undefined;
			await setTimeout(50);
		}
	})();
	const code = await ended;
	const seconds = (performance.now() - started) / 1000;
	await watching;
	if (code !== 0) throw new Error(`signals ${args.join(' ')} ended with ${code}.\n${said}`);
	return { seconds, peak };
}

/** @returns MB of a process and of those it started, as Linux tells them (proc(5)); none elsewhere */
function peaksOf(pid: number): number[] {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
			readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
		);
		const own = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1000;
		return [own, ...children.flatMap((child) => peaksOf(Number(child)))];
	} catch {
		return [];
	}
}

/** Saves a file again and again under the development server, and waits in an open page for what was written. */
async function measureRefreshes(project: string, content: string, file: string): Promise<number[]> {
	const dev = await startDev(content, { project, args: ['--port', '0', '--as-of', asOf] });
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		await page.goto(`${dev.url}signals/${path.basename(file, '.md')}/`, { timeout: 120_000 });
		const times: number[] = [];
		for (let save = 0; save < 12; save += 1) {
			const words = `Saved for the ${save} time.`;
			// Asked at every frame: a locator would be asked a tenth of a second later.
			const seen = page.waitForFunction((text) => document.documentElement.textContent.includes(text), words, {
				polling: 'raf',
				timeout: 120_000,
			});
			const started = performance.now();
			appendFileSync(file, `\n${words}\n`);
			await seen;
			times.push(performance.now() - started);
			await setTimeout(300);
		}
		// The first ones load what is loaded once.
		return times.slice(2);
	} finally {
		await browser.close();
		await dev.stop();
	}
}

function signalFiles(content: string): string[] {
	return readdirSync(path.join(content, 'signals'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.sort()
		.map((name) => path.join(content, 'signals', name));
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? NaN;
}

function report(
	measured: readonly Measured[],
	series: readonly { readonly name: Case; readonly points: readonly (readonly [number, number])[] }[],
): string {
	const [first] = measured;
	const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
	const seconds = series.map(({ name, points }) =>
		row([name, ...points.map(([, value]) => value.toFixed(2)), points.length > 1 ? fittedExponent(points).toFixed(2) : '']),
	);
	const shares = series.map(({ name, points }) =>
		row([name, ...points.map(([, value], at) => (value / (series[0]?.points[at]?.[1] ?? NaN)).toFixed(3))]),
	);
	const peaks = cases.map((name) =>
		row([name, ...measured.map(({ runs }) => Math.round(Math.max(...runs[name].map(({ peak }) => peak ?? NaN))))]),
	);
	const head = measured.map(({ count }) => count.toLocaleString('en'));
	const rule = measured.map(() => '---:');
	const refreshed = measured.filter(({ refreshes }) => refreshes.length > 0);
	return [
		'# Builds',
		'',
		`Of generated signals, each case a process of its own: medians of ${first?.runs.cold.length ?? 0}, the largest measured once if there are several. Nothing is cached when a build is cold, neither templates nor texts nor pictures. ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}. Made by \`npm run bench -- builds\`; times depend on the machine and what else it does.`,
		'',
		'Seconds. The exponent is that of a power law fitted to them: 1 is growth in proportion.',
		'',
		row(['case', ...head, 'exponent']),
		row(['---', ...rule, '---:']),
		...seconds,
		'',
		'![The same as curves](builds.svg)',
		'',
		'As shares of a cold build of as many signals:',
		'',
		row(['case', ...head]),
		row(['---', ...rule]),
		...shares,
		'',
		'Most memory of any process, in MB:',
		'',
		row(['case', ...head]),
		row(['---', ...rule]),
		...peaks,
		'',
		...(refreshed.length === 0
			? []
			: [
					`While somebody writes, from a save to the page in Chromium that shows it: ${refreshed
						.map(({ count, refreshes }) => `${Math.round(median(refreshes))} ms among ${count.toLocaleString('en')}`)
						.join(', ')} (medians of ${refreshed[0]?.refreshes.length ?? 0}).`,
					'',
				]),
	].join('\n');
}
