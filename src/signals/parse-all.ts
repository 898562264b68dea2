import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { createRenderer, type RenderOptions } from './markdown/render.ts';
import { parseSignal, type ParsedFile } from './parse.ts';

/** What a file's result depends on besides its bytes. */
export type ParseOptions = RenderOptions;

/**
 * Parses and renders files in as many threads as the machine has cores; a few files are done here, which is faster than starting
 * threads for them.
 *
 * @param files bytes by name
 * @param done receives each result, in no particular order
 */
export async function parseAll(
	files: readonly (readonly [name: string, bytes: Uint8Array])[],
	options: ParseOptions,
	done: (name: string, result: ParsedFile) => void,
): Promise<void> {
	if (files.length < filesWorthThreads) {
		const renderer = files.length > 0 ? createRenderer(options) : undefined;
		for (const [name, bytes] of files) if (renderer) done(name, parseSignal(bytes, renderer, options.houseSections));
		return;
	}
	const pool = new Tinypool({
		filename: new URL('parse-worker.ts', import.meta.url).href,
		minThreads: 1,
		maxThreads: Math.max(1, availableParallelism()),
		isolateWorkers: false,
	});
	try {
		const batches = Array.from({ length: Math.ceil(files.length / batchSize) }, (_, index) =>
			files.slice(index * batchSize, (index + 1) * batchSize),
		);
		await Promise.all(
			batches.map(async (batch) => {
				const results = (await pool.run({ batch: batch.map(([, bytes]) => bytes), options })) as ParsedFile[];
				batch.forEach(([name], index) => {
					const result = results[index];
					if (!result) throw new Error(`No result came back for ${name}.`);
					done(name, result);
				});
			}),
		);
	} finally {
		await pool.destroy();
	}
}

const filesWorthThreads = 100;
const batchSize = 32;
