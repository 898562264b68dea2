import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Runs something while functions of `node:fs` are others, for every module of this process. They call what they replace by the names they took before. */
export async function withFs<T>(others: Partial<typeof fs>, run: () => Promise<T>): Promise<T> {
	const kept = Object.fromEntries(Object.entries(fs).filter(([name]) => name in others));
	Object.assign(fs, others);
	syncBuiltinESMExports();
	try {
		return await run();
	} finally {
		Object.assign(fs, kept);
		syncBuiltinESMExports();
	}
}
