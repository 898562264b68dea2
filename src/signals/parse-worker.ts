/** Runs in a worker thread: parses and renders a batch of files. */
import { createRenderer, type MarkdownRenderer } from './markdown/render.ts';
import { parseSignal, type ParsedFile } from './parse.ts';
import type { ParseOptions } from './parse-all.ts';

let renderer: MarkdownRenderer | undefined;

/** @param batch bytes of signals' files */
export default function parseBatch({ batch, options }: { batch: readonly Uint8Array[]; options: ParseOptions }): ParsedFile[] {
	renderer ??= createRenderer(options);
	const own = renderer;
	return batch.map((bytes) => parseSignal(bytes, own, options.houseSections));
}
