import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findIndexer } from '../../build/indexer.ts';
import { LockedError, takeLock } from '../../build/lock.ts';
import { lookAtTrees } from '../../build/look-at-trees.ts';
import { isReplaceable, putBack, Trees } from '../../build/trees.ts';
import { renderSite, startRenderer, type Remarks } from '../../build/render.ts';
import { verifySite } from '../../build/verify.ts';
import { openSite, type OpenedSite, type OpenOptions } from '../../site/open.ts';
import { exitCodes, InputOutputError, orInterrupted, readArgs, UsageError, type Command, type Terminal } from '../command.ts';
import { createProgress, type Progress } from '../progress.ts';
import { formatProblems, formatText } from '../formats/text.ts';
import { count, exitCodeFor, isPublishable, type Report } from '../report.ts';
import { cacheDir, contentOptions, openOptions, projectDir } from '../settings.ts';

const options = {
	...contentOptions,
	out: { type: 'string' },
	site: { type: 'string' },
	base: { type: 'string' },
	wait: { type: 'boolean' },
} as const;

export const build: Command = {
	options,
	help: `signals build [--content DIR] [--out DIR] [--site URL] [--base PATH] [--as-of INSTANT] [--strict] [--wait]

Checks the content, builds the site beside the output, verifies it, and puts it in the place of the output in one step.
When anything fails, the output stays as it was.

  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)
  --out DIR         folder to publish into (default: dist)
  --site URL        origin the site is served from (default: url in src/site.config.ts)
  --base PATH       path it is served under (default: base in src/site.config.ts)
  --as-of INSTANT   signals dated later are held back (default: SOURCE_DATE_EPOCH, else now)
  --strict          warnings are failures, too
  --wait            wait for another build instead of failing

Exit codes: 0 published, 1 errors in the content, 2 wrong usage, 70 a bug, 74 input or output failed or the result did not
verify, 75 another build is running, 130 interrupted.
`,
	async run(args, terminal) {
		const { values } = readArgs(args, options);
		const opening = openOptions(values, terminal);
		const named = values.out === undefined ? path.join(projectDir, 'dist') : path.resolve(terminal.cwd, values.out);
		// A link to a folder stays; the folder it leads to is what gets replaced.
		const outDir = existsSync(named) ? realpathSync(named) : named;
		if (contains(outDir, projectDir) || contains(outDir, opening.contentDir) || contains(opening.contentDir, outDir))
			throw new UsageError(`--out is ${outDir}, which a build would replace. Name a folder of its own.`);

		const lock = await takeLock(path.join(cacheDir, 'build.lock'), values.wait === true, terminal.interrupted).catch((error: unknown) => {
			if (error instanceof LockedError) return error;
			throw error;
		});
		if (lock instanceof LockedError) {
			terminal.err.write(`${lock.message}\n`);
			return exitCodes.locked;
		}
		try {
			return await buildInto(outDir, opening, values.strict === true, terminal);
		} finally {
			lock.release();
		}
	},
};

async function buildInto(outDir: string, options: OpenOptions, strict: boolean, terminal: Terminal): Promise<number> {
	const started = terminal.now();
	const progress = createProgress(terminal.err);
	if (!isReplaceable(outDir))
		throw new UsageError(`${outDir} is not empty and was not built by signals. Name another folder, or empty it.`);
	putBack(outDir);
	// What needs no content goes on while it is checked.
	const looking = lookAtTrees(outDir, cacheDir);
	const stop = new AbortController();
	const interrupted = AbortSignal.any([terminal.interrupted, stop.signal]);
	try {
		progress.step('Checking the content');
		const renderer = startRenderer({ projectDir, cacheDir, address: options.config, now: new Date(started), interrupted });
		const opened = await openSite(options);
		progress.clear();
		const report: Report = { ...options, problems: opened.problems, signals: opened.content.slugs.size, isStrict: strict };
		if (!isPublishable(opened.problems, strict)) {
			terminal.out.write(formatText(report, terminal));
			terminal.err.write('Nothing was published.\n');
			return exitCodeFor(opened.problems, strict);
		}
		findIndexer();
		terminal.interrupted.throwIfAborted();
		const remarks = await bringUpToDate(
			opened,
			renderer,
			new Trees(outDir, cacheDir, looking.looks),
			new Date(started),
			progress,
			terminal,
		);
		progress.clear();
		terminal.out.write(formatProblems(report, terminal));
		summarize(opened, outDir, remarks, terminal, terminal.now() - started);
		return exitCodes.ok;
	} finally {
		stop.abort();
		looking.stop();
		progress.clear();
	}
}

async function bringUpToDate(
	opened: OpenedSite,
	renderer: ReturnType<typeof startRenderer>,
	trees: Trees,
	now: Date,
	progress: Progress,
	terminal: Terminal,
): Promise<Remarks> {
	const { interrupted } = terminal;
	try {
		progress.step(`Rendering ${count(opened.outputs.length, 'file')}`);
		const rendering = renderSite(opened, trees, { projectDir, cacheDir, now, interrupted }, renderer);
		const { written, remarks } = await orInterrupted(rendering, terminal);
		if (!written) return [...remarks, 'Nothing changed.'];

		progress.step('Verifying the result');
		const faults = verifySite(opened, trees.folder, written.scope);
		if (faults.length > 0) {
			trees.discard();
			throw new InputOutputError(
				`The result is not what it should be, so nothing was published.\n${faults.slice(0, 20).join('\n')}${faults.length > 20 ? `\nand ${faults.length - 20} more` : ''}`,
			);
		}
		interrupted.throwIfAborted();
		trees.publish(written.note);
		return remarks;
	} finally {
		trees.close();
	}
}

function summarize(
	{ site, content, outputs }: OpenedSite,
	outDir: string,
	remarks: Remarks,
	{ out, cwd }: Terminal,
	milliseconds: number,
): void {
	const withdrawn = site.withdrawn.length > 0 ? ` (${count(site.withdrawn.length, 'withdrawn signal')} besides)` : '';
	const pages = outputs.filter(({ route }) => route !== '/[...file]').length;
	const seconds = (milliseconds / 1000).toFixed(1);
	out.write(
		`${count(site.signals.length, 'signal')}${withdrawn}, ${count(pages, 'page')} and ${count(outputs.length - pages, 'other file')} in ${seconds} s; ${content.reused} of ${count(content.slugs.size, 'text')} reused.\n`,
	);
	for (const remark of remarks) out.write(`${remark}\n`);
	for (const { slug, held, parsed } of content.heldBack)
		out.write(`Held back: ${slug} (${held === 'draft' ? 'draft' : `scheduled for ${parsed.data.date}`})\n`);
	const { authority, url } = site.config;
	if (authority.endsWith('.example') && !new URL(url).hostname.endsWith('.example')) {
		out.write(
			`The authority of feed ids is still ${authority}. Set your own in src/site.config.ts before you publish; it cannot change later.\n`,
		);
	}
	out.write(`Published to ${(contains(cwd, outDir) && path.relative(cwd, outDir)) || outDir}.\n`);
}

function contains(folder: string, other: string): boolean {
	const relative = path.relative(folder, other);
	return !/^\.\.(?:$|[\\/])/.test(relative) && !path.isAbsolute(relative);
}
