/** Names an index by all that decides its bytes, without making a single record. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Signal } from '../signals/signal.ts';
import type { Site } from '../site/site.ts';
import { hashCode } from '../site/version.ts';
import type { ShardWords } from './search-words.ts';

/** Of what this process runs: read now, before anybody edits the files it came from. */
const code = hashCode(['build', 'feeds', 'signals', 'site']);

export interface IndexKeys {
	/** @param signals in the order in which they are indexed */
	ofSignals(signals: readonly Signal[], isWhole: boolean): string;
	/** Of the index of words, before the words are known. */
	ofShards(shards: readonly { readonly place: string; readonly key: string }[]): string;
	/** Of the index of words, which other texts may have as well. */
	ofWords(all: readonly ShardWords[]): string;
}

/** @param program that indexes, where it is another than the installed one */
export function indexKeys({ config, bands }: Site, program: string | undefined): IndexKeys {
	const facts = [config.language, config.base, config.houseSections, bands, program === undefined ? '' : digestOf(program)];
	const shared = JSON.stringify([code, ...facts]);
	return {
		ofSignals(signals, isWhole) {
			const hash = createHash('sha256')
				.update(shared)
				.update(isWhole ? 'whole' : 'shard');
			for (const { slug, digest, category, tags } of signals) {
				// Everything else of a record is in the signal's file, whose digest changes with it.
				const named = [category, ...tags].map((term) => [term.slug, term.label]);
				hash.update(JSON.stringify([slug, digest, named]));
			}
			return hash.digest('hex');
		},
		ofShards(shards) {
			const named = shards.map(({ place, key }) => [place, key]);
			return createHash('sha256')
				.update(JSON.stringify([shared, 'shards', named]))
				.digest('hex');
		},
		ofWords(all) {
			const hash = createHash('sha256').update(shared).update('words');
			for (const { shard, words } of all) hash.update(JSON.stringify([shard.path, words]));
			return hash.digest('hex');
		},
	};
}

function digestOf(program: string): string {
	try {
		return createHash('sha256').update(readFileSync(program)).digest('hex');
	} catch {
		// Nothing is known of it, so that nothing is kept. Whoever starts it says what is wrong.
		return randomUUID();
	}
}
