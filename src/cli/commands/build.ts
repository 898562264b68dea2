import { accessSync, constants, existsSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { growHeapSlowly } from '../../build/heap.ts';
import { namedIndexer } from '../../build/indexer.ts';
import { LockedError, takeLock } from '../../build/lock.ts';
import { startLookingAtOutput } from '../../build/look-at-trees.ts';
import { Receipt } from '../../build/receipt.ts';
import type { Remarks } from '../../build/render.ts';
import { estimateFiles, notesOf } from '../../build/tree-notes.ts';
import { isReplaceable, putBack } from '../../build/trees.ts';
import { rendererKey } from '../../renderer/key.ts';
import type { OpenOptions } from '../../site/open.ts';
import { parseOptions } from '../../site/parse-options.ts';
import { exitCodes, InputOutputError, readArgs, UsageError, type Command, type Terminal } from '../command.ts';
import { contains, summarize, type Outcome } from '../outcome.ts';
import { createProgress } from '../progress.ts';
import { exitCodeFor } from '../report.ts';
import { cacheDir, contentOptions, openOptions, projectDir } from '../settings.ts';

/** From that many on, what is in use, and with it what V8 adds to it, is counted in hundreds of megabytes. */
const manyFiles = 20_000;

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
		const outDir = placeOf(named);
		if (contains(outDir, projectDir) || contains(outDir, opening.contentDir) || contains(opening.contentDir, outDir))
			throw new UsageError(`--out is ${outDir}, which a build would replace. Name a folder of its own.`);
		checkPlace(outDir);

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

/** @returns the folder itself; a link stays, and where it leads to is what gets replaced, also while nothing is there. */
function placeOf(named: string): string {
	if (existsSync(named)) return realpathSync(named);
	try {
		return path.resolve(realpathSync(path.dirname(named)), readlinkSync(named));
	} catch {
		// It is no link.
		return named;
	}
}

/**
 * Tells at once that nothing can be published there; a large site is read for half a minute otherwise.
 * @throws UsageError when it is no folder, or below a file; InputOutputError when nothing may be written beside it
 */
function checkPlace(outDir: string): void {
	let there = outDir;
	while (!existsSync(there) && there !== path.dirname(there)) there = path.dirname(there);
	if (!statSync(there).isDirectory())
		throw new UsageError(
			there === outDir
				? `--out is ${outDir}, which is a file. Name a folder.`
				: `--out is ${outDir}, but ${there} is a file. Name another folder.`,
		);
	try {
		accessSync(there === outDir ? path.dirname(outDir) : there, constants.W_OK | constants.X_OK);
	} catch (cause) {
		throw new InputOutputError(`Nothing can be published to ${outDir}: a build also writes beside it.`, { cause });
	}
}

async function buildInto(outDir: string, options: OpenOptions, strict: boolean, terminal: Terminal): Promise<number> {
	const started = terminal.now();
	const progress = createProgress(terminal.err);
	if (!isReplaceable(outDir))
		throw new UsageError(`${outDir} is not empty and was not built by signals. Name another folder, or empty it.`);
	putBack(outDir);
	// Nothing is known of an indexer of the user's own.
	const files = estimateFiles(notesOf(outDir, cacheDir));
	const looking = namedIndexer() === undefined ? startLookingAtOutput(outDir, files) : undefined;
	try {
		progress.step('Checking the content');
		const key = rendererKey(projectDir, options.config);
		const circumstances = { key, config: options.config, contentName: options.contentName, strict };
		const receipt = new Receipt<Outcome>({ ...options, outDir, others: circumstances });
		const tell = async (outcome: Outcome, remarks: Remarks) => {
			progress.clear();
			if (outcome.problems.length > 0) terminal.out.write(await formatted('formatProblems', outcome));
			terminal.out.write(summarize(outcome, remarks, { ...options, outDir }, terminal, terminal.now() - started));
			return exitCodes.ok;
		};
		const formatted = async (how: 'formatProblems' | 'formatText', { problems, texts }: Pick<Outcome, 'problems' | 'texts'>) => {
			const formats = await import('../formats/text.ts');
			return formats[how]({ ...options, problems, signals: texts, isStrict: strict }, terminal);
		};
		const known = await receipt.said(() => looking?.digest());
		looking?.stop();
		terminal.interrupted.throwIfAborted();
		if (known) return await tell({ ...known, reused: known.texts }, ['Nothing changed.']);

		if (receipt.files >= manyFiles) growHeapSlowly();
		// A thread loads what parses while this one loads everything else.
		const { sharedPool } = await import('../../signals/parse-all.ts');
		sharedPool().warm(parseOptions(options.config));
		const { publish } = await import('../publish.ts');
		const result = await publish({ ...options, outDir, files, strict, key, now: new Date(started) }, progress, terminal);
		if ('outcome' in result) {
			const code = await tell(result.outcome, result.remarks);
			if (rendererKey(projectDir, options.config) === key) receipt.keep(result.made, result.outcome);
			return code;
		}
		progress.clear();
		terminal.out.write(await formatted('formatText', { problems: result.problems, texts: result.content.slugs.size }));
		terminal.err.write('Nothing was published.\n');
		return exitCodeFor(result.problems, strict);
	} finally {
		looking?.stop();
		progress.clear();
	}
}
