import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serveSite } from '../../src/build/serve.ts';
import { makeFolder } from '../helpers/make-content.ts';

it('a site that is published again while it is served has the rules it was published with', async () => {
	const folder = makeFolder();
	const publish = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		writeFileSync(path.join(folder, file), text);
	};
	publish('404.html', 'Nothing.');
	const site = await serveSite(folder, '/', 0);
	onTestFinished(() => site.close());
	const ask = async (address: string) => {
		const { status, headers } = await fetch(new URL(address, site.url), { redirect: 'manual' });
		return [status, headers.get('location'), headers.get('x-of-this')];
	};
	expect(await ask('/old/')).toEqual([404, null, null]);
	publish('_redirects', '/old/ /new/ 301\n');
	publish('_headers', '/*\n  X-Of-This: build\n');
	expect(await ask('/old/')).toEqual([301, '/new/', 'build']);
	publish('_redirects', '/old/ /newer/ 301\n');
	expect(await ask('/old/')).toEqual([301, '/newer/', 'build']);
});
