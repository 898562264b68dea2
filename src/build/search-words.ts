/**
 * Which shard has which words, as an index of its own: of one page for each shard, made of its words. Searched first, it names the shards
 * that have all words of a query. A shard alone cannot tell: Pagefind leaves out a word that an index lacks, or takes the beginning of it
 * for the word, so that a shard without it would find what has nothing to do with the query.
 */
import { escapeXml } from '../feeds/xml.ts';
import type { SearchShard } from '../site/search-shards.ts';
import { readIndexFile } from './index-files.ts';
import type { SearchRecord } from './search-record.ts';
import type { ShardFile } from './shard-cache.ts';

export interface ShardWords {
	readonly shard: SearchShard;
	readonly words: string;
}

/**
 * @param files of the index of a shard
 * @returns all that stands between spaces in what was indexed, each once and in order: words as they are found, and more than one word where
 * no space parts them
 */
export function wordsOf(files: readonly ShardFile[]): string {
	const words = new Set<string>();
	for (const { name, bytes } of files) {
		if (!name.startsWith('fragment/')) continue;
		const { content, meta } = JSON.parse(readIndexFile(bytes) ?? '') as { content: string; meta: Record<string, string> };
		for (const text of [content, ...Object.values(meta)]) for (const word of withoutBreaks(text).split(/\s+/)) words.add(word);
	}
	return [...new Set(Array.from(words, plain))].sort().join(' ');
}

/** @returns a page that is found by the words, and says by a filter which shard it is */
export function wordsRecord({ shard, words }: ShardWords, language: string): SearchRecord {
	return {
		url: shard.path,
		html: `<html lang="${escapeXml(language)}"><body data-pagefind-body><i data-pagefind-filter="shard[title]" title="${shard.start}"></i><p>${escapeXml(words)}</p></body></html>`,
	};
}

/** Marks around a word, and a capital in front of it, make no other word, but a longer list. */
function plain(word: string): string {
	const bare = word.replace(/^["'(“‘]+|["'),.:;?!”’]+$/g, '');
	return /^[A-Z][a-z]+$/.test(bare) ? bare.toLowerCase() : bare;
}

/** Pagefind marks where words of a language end that writes none of the spaces. It is to find them again by itself. */
function withoutBreaks(text: string): string {
	return text.replaceAll('\u200b', '');
}
