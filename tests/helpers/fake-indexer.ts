import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from './make-content.ts';

/**
 * Makes a program that answers as Pagefind does: it refuses `/d/`, makes indexes without files, and takes its time to forget them. It notes
 * its priority beside itself, in a file that ends in `.priority`; none is there before it was started.
 * @param more code that runs for each request, of a `type` and with a `message_id`
 * @returns where it is
 */
export function fakeIndexer(more = ''): string {
	const program = path.join(makeFolder(), 'indexer');
	const code = `let said = '';
require('node:fs').writeFileSync(__filename + '.priority', '');
process.stdin.on('data', (data) => {
	require('node:fs').writeFileSync(__filename + '.priority', String(require('node:os').getPriority()));
	const parts = (said + data).split(',');
	said = parts.pop();
	for (const part of parts) {
		const { message_id, payload: { type, url } } = JSON.parse(Buffer.from(part, 'base64'));
		${more}
		const payload = url === '/d/' ? { type: 'Error', message: 'too odd' } : { type, files: [] };
		const answer = Buffer.from(JSON.stringify({ message_id, payload })).toString('base64') + ',';
		setTimeout(() => process.stdout.write(answer), type === 'DeleteIndex' ? 200 : 0);
	}
});`;
	writeFileSync(program, `#!${process.execPath}\n${code}\n`, { mode: 0o755 });
	return program;
}
