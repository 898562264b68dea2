/** The long way of a build: content is checked, the output brought up to date beside what is published, verified, and published. */
import { setTimeout } from 'node:timers/promises';
import { findIndexer } from '../build/indexer.ts';
import { startLookingAtSpare } from '../build/look-at-trees.ts';
import type { Made } from '../build/receipt.ts';
import { renderSite, startRenderer, type Remarks } from '../build/render.ts';
import { Trees } from '../build/trees.ts';
import { verifySite } from '../build/verify.ts';
import { once } from '../signals/remember.ts';
import { nextChange } from '../site/next-change.ts';
import { openSite, type OpenedSite, type OpenOptions } from '../site/open.ts';
import { InputOutputError, orInterrupted, type Terminal } from './command.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import type { Progress } from './progress.ts';
import { count, isPublishable } from './report.ts';
import { cacheDir, projectDir } from './settings.ts';

export interface PublishOptions extends OpenOptions {
	readonly outDir: string;
	/** About how many the output has. */
	readonly files: number;
	readonly strict: boolean;
	/** Of the code and the templates. */
	readonly key: string;
	readonly now: Date;
}

export interface Published {
	readonly outcome: Outcome;
	readonly remarks: Remarks;
	readonly made: Made;
}

/**
 * @returns what was published, or the site when its problems forbid it
 * @throws InputOutputError when the result is not what it should be; whatever is thrown, the last good output stays
 */
export async function publish(
	options: PublishOptions,
	progress: Progress,
	terminal: Terminal,
): Promise<Published | Pick<OpenedSite, 'problems' | 'content'>> {
	const { outDir, files, config, now, asOf } = options;
	const stop = new AbortController();
	// What needs no content goes on while it is checked.
	const looking = startLookingAtSpare(outDir, cacheDir, files);
	const interrupted = AbortSignal.any([terminal.interrupted, stop.signal]);
	try {
		const renderer = startRenderer({ projectDir, cacheDir, address: config, key: options.key, now, interrupted });
		const opened = await openSite(options);
		if (!isPublishable(opened.problems, options.strict)) return opened;
		findIndexer();
		terminal.interrupted.throwIfAborted();
		const trees = new Trees(outDir, cacheDir, looking.seen);
		const remarks = await bringUpToDate(opened, renderer, trees, options, progress, terminal);
		const made = {
			output: trees.publishedDigest(),
			until: nextChange(opened.content, asOf, config.gradeInflation.days),
			read: digestsOf(opened.content),
		};
		return { outcome: outcomeOf(opened), remarks: [...remarks, ...damage(opened)], made };
	} finally {
		stop.abort();
		looking.stop();
	}
}

function damage({ content }: OpenedSite): Remarks {
	return content.isCacheDamaged ? ['Some texts were rendered again, because what was kept of them in .cache/ is damaged.'] : [];
}

function digestsOf({ loaded, images }: OpenedSite['content']): Made['read'] {
	const signals = once(() => new Map([...loaded.values()].map(({ file, key }) => [file, key])));
	return (file) => signals().get(file) ?? images.get(file)?.digest;
}

async function bringUpToDate(
	opened: OpenedSite,
	renderer: ReturnType<typeof startRenderer>,
	trees: Trees,
	{ key, now }: PublishOptions,
	progress: Progress,
	terminal: Terminal,
): Promise<Remarks> {
	const { interrupted } = terminal;
	try {
		progress.step(`Rendering ${count(opened.outputs.length, 'file')}`);
		const rendering = renderSite(opened, trees, { projectDir, cacheDir, key, now, interrupted }, renderer);
		const { written, remarks } = await orInterrupted(rendering, terminal).catch(async (error: unknown) => {
			// What is still being written must not come back after it was removed.
			await Promise.race([rendering.catch(() => undefined), setTimeout(patience, undefined, { ref: false })]);
			throw error;
		});
		if (!written) return [...remarks, 'Nothing changed.'];

		progress.step('Verifying the result');
		const verifying = verifySite(opened, trees.folder, { scope: written.scope, interrupted });
		try {
			trees.prepare(written.note);
		} finally {
			// What is being read must not be removed.
			await verifying.catch(() => undefined);
		}
		const faults = await verifying;
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

/** Milliseconds within which a rendering that was interrupted has ended, unless a page never does. */
const patience = 2000;
