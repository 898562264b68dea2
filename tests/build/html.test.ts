import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { builtSite, mailFile } from '../helpers/built-site.ts';
import { projectDir } from '../helpers/run-signals.ts';

const hasJava = spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;
if (!hasJava) console.error('HTML VALIDATION SKIPPED: no java. Install a Java runtime, 17 or later.');

interface Message {
	readonly url: string;
	readonly message: string;
	readonly extract?: string;
}

it.skipIf(!hasJava)('every page and drawing of both sites is valid to the Nu HTML checker', async () => {
	const folders = [(await builtSite('example')).folder, (await builtSite('stress')).folder];
	const jar = path.join(projectDir, 'node_modules/vnu-jar/build/dist/vnu.jar');
	// Once for all pages, and compiled in a hurry: it takes a third of the time of the usual thorough way.
	const java = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss4m', '-jar', jar];
	// Warnings are advice on style. Errors and failures to read a page are not.
	const options = ['--skip-non-html', '--also-check-svg', '--errors-only', '--stdout', '--exit-zero-always', '--format', 'json'];
	const { stdout } = spawnSync('java', [...java, ...options, ...folders], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
	const { messages } = JSON.parse(stdout) as { messages: Message[] };
	// Mails lay themselves out by tables and attributes of old, since nothing else holds in every mail program.
	const faults = messages
		.filter(({ url }) => !mailFile.test(url.slice(url.lastIndexOf('/briefings/') + 1)))
		.map(
			({ url, message, extract = '' }) =>
				`${url.slice(url.indexOf(path.dirname(folders[0] ?? '')))}: ${message} ${extract.replace(/\s+/g, ' ')}`,
		);
	expect([...new Set(faults)]).toEqual([]);
});
