/** Names the index of a shard by all that decides its bytes, without making a single record. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Signal } from '../signals/signal.ts';
import type { Site } from '../site/site.ts';
import { hashCode } from '../site/version.ts';

/** Of what this process runs: read now, before anybody edits the files it came from. */
const code = hashCode(['build', 'feeds', 'signals', 'site']);

/**
 * @param program that indexes, where it is another than the installed one
 * @returns what gives the key of a shard's signals, in their order
 */
export function shardKeys({ config, bands }: Site, program: string | undefined): (signals: readonly Signal[]) => string {
	const facts = [config.language, config.base, config.houseSections, bands, program === undefined ? '' : digestOf(program)];
	const shared = JSON.stringify([code, ...facts]);
	return (signals) => {
		const hash = createHash('sha256').update(shared);
		for (const { slug, digest, category, tags } of signals) {
			// Everything else of a record is in the signal's file, whose digest changes with it.
			const named = [category, ...tags].map(({ slug, label }) => [slug, label]);
			hash.update(JSON.stringify([slug, digest, named]));
		}
		return hash.digest('hex');
	};
}

function digestOf(program: string): string {
	try {
		return createHash('sha256').update(readFileSync(program)).digest('hex');
	} catch {
		// Whoever starts it says what is wrong.
		return '';
	}
}
