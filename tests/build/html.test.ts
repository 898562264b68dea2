import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { builtSite, mailFile } from '../helpers/built-site.ts';
import { projectDir } from '../helpers/run-signals.ts';

const hasJava = spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;
if (!hasJava) console.error('HTML VALIDATION SKIPPED: no java. Install a Java runtime, 17 or later.');

interface Message {
	readonly type: string;
	readonly url: string;
	readonly message: string;
	readonly extract?: string;
}

it.skipIf(!hasJava).for(['example', 'stress'] as const)(
	'every page and drawing of the %s site is valid to the Nu HTML checker',
	async (site) => {
		const { folder } = await builtSite(site);
		const jar = path.join(projectDir, 'node_modules/vnu-jar/build/dist/vnu.jar');
		const { stdout } = spawnSync(
			'java',
			['-Xss4m', '-jar', jar, '--skip-non-html', '--also-check-svg', '--stdout', '--exit-zero-always', '--format', 'json', folder],
			{
				encoding: 'utf8',
				maxBuffer: 64 * 1024 * 1024,
			},
		);
		const { messages } = JSON.parse(stdout) as { messages: Message[] };
		// Information is advice on style. Errors and failures to read a page are not.
		// Mails lay themselves out by tables and attributes of old, since nothing else holds in every mail program.
		const faults = messages
			.filter(({ type, url }) => type !== 'info' && !mailFile.test(url.slice(url.indexOf(folder) + folder.length + 1)))
			.map(
				({ url, message, extract = '' }) => `${url.slice(url.indexOf(folder) + folder.length)}: ${message} ${extract.replace(/\s+/g, ' ')}`,
			);
		expect([...new Set(faults)]).toEqual([]);
	},
);
