/**
 * Measures what tests may not depend on, as it differs from machine to machine: `npm run bench`, or `npm run bench -- lighthouse` for one of
 * the benchmarks. `--site DIR` names a built site for `lighthouse` to look at, `--counts 1000,10000` how many signals `builds` makes, and
 * `--rounds 3` how often. Results are written to tests/bench/results/.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectDir, runSignals } from '../helpers/run-signals.ts';
import { benchBuilds } from './builds.ts';
import { benchLighthouse } from './lighthouse.ts';
import { benchSearch } from './search.ts';

const { values, positionals } = parseArgs({
	options: {
		site: { type: 'string' },
		counts: { type: 'string', default: '1000,10000,100000' },
		rounds: { type: 'string', default: '3' },
	},
	allowPositionals: true,
});
/** By name: each makes a report in Markdown. */
const benchmarks: Readonly<Record<string, () => Promise<string>>> = {
	builds: async () => {
		const { report, plot } = await benchBuilds(makeFolder(path.join(scratch, 'builds')), {
			counts: values.counts.split(',').map(Number),
			rounds: Number(values.rounds),
		});
		writeFileSync(path.join(results, 'builds.svg'), plot);
		return report;
	},
	lighthouse: async () => benchLighthouse(values.site ?? (await buildExample(path.join(scratch, 'example')))),
	search: () => benchSearch(path.join(scratch, 'search')),
};
const unknown = positionals.find((name) => !Object.hasOwn(benchmarks, name));
if (unknown !== undefined) {
	console.error(`There is no benchmark ${unknown}. There are: ${Object.keys(benchmarks).join(', ')}.`);
	process.exit(2);
}
const results = path.join(projectDir, 'tests/bench/results');
const scratch = mkdtempSync(path.join(tmpdir(), 'signals-bench-'));
mkdirSync(results, { recursive: true });
try {
	for (const [name, measure] of Object.entries(benchmarks)) {
		if (positionals.length > 0 && !positionals.includes(name)) continue;
		const report = await measure();
		writeFileSync(path.join(results, `${name}.md`), report);
		console.log(report);
	}
} finally {
	rmSync(scratch, { recursive: true, force: true });
}

function makeFolder(folder: string): string {
	mkdirSync(folder);
	return folder;
}

async function buildExample(out: string): Promise<string> {
	const { code, err } = await runSignals(['build', '--out', out]);
	if (code !== 0) throw new Error(`The example site does not build.\n${err}`);
	return out;
}
