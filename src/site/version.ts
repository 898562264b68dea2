import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Hash of the code this process runs: that stays the same when somebody edits the files it came from. */
let code: string | undefined;

/**
 * @param facts values besides the code that a file's result depends on
 * @returns a hash that changes whenever the domain's code, the installed libraries or one of the values does
 */
export function pipelineVersion(facts: unknown): string {
	code ??= hashCode(['signals']);
	return createHash('sha256').update(JSON.stringify(facts)).update(code).digest('hex');
}

/**
 * @param folders of `src`
 * @returns a hash of their code and of the installed libraries
 */
export function hashCode(folders: readonly string[]): string {
	const hash = createHash('sha256').update(process.version);
	for (const folder of folders) {
		const path = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
		const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.sort((a, b) => (a < b ? -1 : 1));
		for (const name of files) hash.update(`${folder}/${name}`).update(readFileSync(path + name));
	}
	return hash.update(readFileSync(new URL('../../package-lock.json', import.meta.url))).digest('hex');
}
