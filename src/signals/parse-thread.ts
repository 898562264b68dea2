/** Parses and renders batches of files, in a worker thread. */
import { createRenderer, type MarkdownRenderer } from './markdown/render.ts';
import type { Batch, Outcome, ParseOptions } from './parse-all.ts';
import { parseBatch } from './parse-batch.ts';
import { parseSignal } from './parse.ts';

export function parseFiles(batch: Batch): Outcome[] {
	const renderer = rendererFor(batch.options);
	return parseBatch(batch, (bytes) => parseSignal(bytes, renderer, batch.options.houseSections));
}

let latest: { key: string; renderer: MarkdownRenderer } | undefined;

/** Threads outlive a change of the options, as in `dev`. */
function rendererFor(options: ParseOptions): MarkdownRenderer {
	const key = JSON.stringify(options);
	if (latest?.key !== key) latest = { key, renderer: createRenderer(options) };
	return latest.renderer;
}
