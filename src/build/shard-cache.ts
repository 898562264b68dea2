/**
 * Indexes of shards that are kept between builds, each as one file under the key of its shard. A kept file tells its key, the files of the
 * index with their digests, and then holds these one after the other: what is truncated, altered or of another shard counts as not kept.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../signals/write-whole.ts';
import type { IndexedFile } from './indexer.ts';

export interface ShardFile extends IndexedFile {
	/** Hex SHA-256 of the bytes. */
	readonly digest: string;
}

/** @param folder of what is kept; need not exist */
export function keepShard(folder: string, key: string, files: readonly ShardFile[]): void {
	const list = JSON.stringify(files.map(({ name, bytes, digest }) => [name, bytes.length, digest]));
	const head = `${key} ${sha256(list)}\n${list}\n`;
	// What cannot be read may be no file at all.
	rmSync(path.join(folder, key), { recursive: true, force: true });
	writeWhole(path.join(folder, key), Buffer.concat([Buffer.from(head), ...files.map(({ bytes }) => bytes)]));
}

/** @returns the files of the index, or undefined when they are not there whole */
export function readShard(folder: string, key: string): ShardFile[] | undefined {
	try {
		const kept = readFileSync(path.join(folder, key));
		const seal = kept.indexOf('\n');
		const end = kept.indexOf('\n', seal + 1);
		const list = kept.toString('utf8', seal + 1, end);
		if (end === -1 || kept.toString('utf8', 0, seal) !== `${key} ${sha256(list)}`) return undefined;
		let offset = end + 1;
		const files = (JSON.parse(list) as [name: string, length: number, digest: string][]).map(([name, length, digest]) => {
			const bytes = kept.subarray(offset, (offset += length));
			return { name, bytes, digest };
		});
		return offset === kept.length && files.every(({ bytes, digest }) => sha256(bytes) === digest) ? files : undefined;
	} catch {
		return undefined;
	}
}

/** Removes what was kept longest ago of what is not in use, down to as many as are, or a few. */
export function forgetShards(folder: string, inUse: ReadonlySet<string>): void {
	const unused = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => !inUse.has(name));
	const excess = unused.length - Math.max(few, inUse.size);
	if (excess <= 0) return;
	const keptAt = new Map(unused.map((name) => [name, statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0]));
	const oldest = unused.sort((a, b) => (keptAt.get(a) ?? 0) - (keptAt.get(b) ?? 0)).slice(0, excess);
	for (const name of oldest) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** Other branches and addresses of a site share the cache. */
const few = 4;

/** @returns hex */
export function sha256(data: string | Uint8Array): string {
	return createHash('sha256').update(data).digest('hex');
}
