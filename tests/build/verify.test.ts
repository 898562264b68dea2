import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import siteConfig from '../../src/site.config.ts';
import { verifySite } from '../../src/build/verify.ts';
import { openSite } from '../../src/site/open.ts';
import { asOf, builtSite } from '../helpers/built-site.ts';
import { makeFolder } from '../helpers/make-content.ts';

describe('verifying a built site', () => {
	it('follows the links of all pages where a part that they lead to may be gone from one that changed', async () => {
		const { folder: built, content, url, base } = await builtSite('small');
		const config = { ...siteConfig, url, base };
		const opened = await openSite({ config, contentDir: content, contentName: 'content', cacheDir: makeFolder(), asOf });
		const folder = path.join(makeFolder(), 'copy');
		cpSync(built, folder, { recursive: true });
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const target = 'signals/hello/index.html';
		const before = readFileSync(path.join(folder, target));
		writeFileSync(path.join(folder, target), before.toString().replace('id="technical-context"', 'id="other"'));
		const names = readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
		const faultsAfter = (wasThere: boolean, text: Uint8Array | undefined) => {
			const record = new Map(names.map((name) => [name, { key: '', sha256: '', size: 1, stamp: '' }]));
			const scope = { record, changed: new Set([target]), hasGone: false, isHeldAnew: false };
			return verifySite(opened, folder, { scope: { ...scope, wasThere: () => wasThere, before: () => text } });
		};
		const fault = 'signals/new-model/index.html links to /x/y/signals/hello/#technical-context, which has no such part.';
		const seen = [await faultsAfter(true, before), await faultsAfter(true, undefined), await faultsAfter(false, undefined)];
		expect(seen.map((faults) => faults.includes(fault))).toEqual([true, true, false]);
	});

	it('passes what was built, and tells each kind of damage', async () => {
		const { folder: built, content, url, base } = await builtSite('small');
		const opened = await openSite({
			config: { ...siteConfig, url, base },
			contentDir: content,
			contentName: 'content',
			cacheDir: makeFolder(),
			asOf,
		});

		const damaged = (harm: (folder: string) => void) => {
			const copy = path.join(makeFolder(), 'copy');
			cpSync(built, copy, { recursive: true });
			onTestFinished(() => {
				rmSync(copy, { recursive: true, force: true });
			});
			harm(copy);
			return verifySite(opened, copy);
		};
		const edit = (file: string, from: string | RegExp, to: string) => (folder: string) => {
			const text = readFileSync(path.join(folder, file), 'utf8');
			expect(text).toMatch(from);
			writeFileSync(path.join(folder, file), text.replace(from, to));
		};
		const add = (file: string, text: string) => (folder: string) => {
			mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
			writeFileSync(path.join(folder, file), text);
		};

		expect(await damaged(() => undefined)).toEqual([]);
		expect(
			await damaged((folder) => {
				rmSync(path.join(folder, 'tags/open-weights/index.html'));
			}),
		).toContain('tags/open-weights/index.html was planned, but not built.');
		expect(await damaged(add('signals/hello/index.html', ''))).toContain('signals/hello/index.html is empty.');
		expect(await damaged(add('signals/new-model/pixel.png', 'another image'))).toEqual([
			'signals/new-model/pixel.png is not the image that was checked. It changed while the site was built.',
		]);
		expect(await damaged(add('stray/index.html', '<p>'))).toContain('stray/index.html was built, but not planned.');
		expect(
			await damaged(edit('signals/new-model/index.html', 'href="/x/y/signals/hello/#technical-context"', 'href="/x/y/signals/c/"')),
		).toEqual(['signals/new-model/index.html links to /x/y/signals/c/, which does not exist.']);
		expect(await damaged(edit('signals/new-model/index.html', '#technical-context">hello<', '#nowhere">hello<'))).toEqual([
			'signals/new-model/index.html links to /x/y/signals/hello/#nowhere, which has no such part.',
		]);
		expect(
			await damaged(
				edit('about/index.html', /<link rel="canonical" href="[^"]*"/, '<link rel="canonical" href="https://news.example.com/x/y/abuot/"'),
			),
		).toEqual(['about/index.html links to /x/y/abuot/, which does not exist.']);
		for (const file of [
			'atom.xml',
			'rss.xml',
			'feed.json',
			'categories/industry/rss.xml',
			'tags/open-weights/atom.xml',
			'min/7/atom.xml',
		]) {
			expect(await damaged(edit(file, /signal\/new-model(?=["<])/g, 'signal/z')), file).toEqual([`${file} lacks the signal new-model.`]);
		}
		expect(await damaged(edit('briefings/atom.xml', /briefing\/2026-W21/g, 'briefing/2026-W20'))).toEqual([
			'briefings/atom.xml lacks the week 2026-W21.',
		]);
		expect(await damaged(add('signals/canary-draft/pixel.png', 'x'))).toEqual([
			'signals/canary-draft/pixel.png belongs to the signal canary-draft, which is held back.',
		]);
		const fragments = readdirSync(path.join(built, 'pagefind/fragment')).map((name) => `pagefind/fragment/${name}`);
		const readFragment = (file: string) => gunzipSync(readFileSync(path.join(built, file))).toString();
		const fragment = fragments.find((file) => readFragment(file).includes('/signals/new-model/')) ?? '';
		const repack = (from: string, to: string) => (folder: string) => {
			const text = gunzipSync(readFileSync(path.join(folder, fragment))).toString();
			expect(text).toContain(from);
			writeFileSync(path.join(folder, fragment), gzipSync(text.replace(from, to)));
		};
		expect(fragments).toHaveLength(2);
		expect(
			await damaged((folder) => {
				rmSync(path.join(folder, 'pagefind'), { recursive: true });
			}),
		).toEqual(['The search index is missing.']);
		expect(
			await damaged((folder) => {
				rmSync(path.join(folder, fragment));
			}),
		).toEqual(['The search index lacks /signals/new-model/.']);
		expect(await damaged(edit('pagefind/pagefind-entry.json', '"page_count":2', '"page_count":1'))).toEqual([
			'The search index counts 1 signals, but 2 are listed.',
		]);
		expect(await damaged(add(fragment, 'cut short'))).toEqual([
			`${fragment.slice('pagefind/'.length)} of the search index is not whole.`,
			'The search index lacks /signals/new-model/.',
		]);
		// It names pages without the base.
		expect(await damaged(repack('"/signals/new-model/"', '"/signals/canary-draft/"'))).toEqual([
			`${fragment} names the signal canary-draft, which is held back.`,
			'The search index holds /signals/canary-draft/, which does not belong there, or is there twice.',
			'The search index lacks /signals/new-model/.',
		]);
		expect(await damaged(repack('What it changes', 'What tag:signals.example,2026:signal/canary-id changes'))).toEqual([
			`${fragment} names the signal canary-draft, which is held back.`,
		]);
		expect(await damaged(edit('robots.txt', /$/, '\n# tag:signals.example,2026:signal/canary-id'))).toEqual([
			'robots.txt names the signal canary-draft, which is held back.',
		]);
		for (const file of ['signals/new-model.md', 'signals/new-model.json', 'llms.txt', 'news-sitemap.xml', 'api/schema/signal.json']) {
			expect(await damaged(edit(file, /$/, '\nhttps://news.example.com/x/y/signals/canary-draft.md')), file).toContain(
				`${file} names the signal canary-draft, which is held back.`,
			);
		}
		expect(await damaged(add('signals/canary-draft.json', '{}'))).toEqual([
			'signals/canary-draft.json belongs to the signal canary-draft, which is held back.',
		]);
		expect(await damaged(add('watch.ics', 'URL:https://news.example.com/x/y/signals/canary-\r\n draft/\r\n'))).toContain(
			'watch.ics names the signal canary-draft, which is held back.',
		);
		expect(await damaged(add('watch.ics', 'UID:signal/canary%2Ftwo/watch/1@signals.example\r\n'))).toContain(
			'watch.ics names the signal canary-scheduled, which is held back.',
		);
		expect(await damaged(edit('robots.txt', /$/, '\n# tag:signals.example,2027:signal/canary%2Ftwo/update/x'))).toEqual([
			'robots.txt names the signal canary-scheduled, which is held back.',
		]);
		for (const [file, text] of [
			['atom.xml', '<!-- <id>https://example.org/canary?a=1&amp;b=2</id> -->'],
			['rss.xml', '<!-- <guid isPermaLink="false">https://example.org/canary?a=1&amp;b=2</guid> -->'],
			['api/schema/signal.json', '{ "id": "https://example.org/canary?a=1&b=2" }'],
			['signals/new-model.md', '\nid: "https://example.org/canary?a=1&b=2"'],
		] as const)
			expect(await damaged(edit(file, /$/, text)), file).toContain(`${file} names the signal canary-imported, which is held back.`);
		// Another signal may rest on the page that one was imported from.
		expect(await damaged(edit('robots.txt', /$/, '\n# https://example.org/canary?a=1&b=2'))).toEqual([]);
		expect(await damaged(edit('signals/new-model.json', '"score":7', '"score":8'))).toEqual([
			'The index of signals does not fit signals/new-model.json.',
		]);
		expect(await damaged(edit('api/signals.json', 'signals/new-model.json', 'signals/hello.json'))).toEqual([
			'api/signals.json names https://news.example.com/x/y/signals/hello.json twice.',
			'The index of signals lacks new-model.',
			'The index of signals does not fit signals/hello.json.',
		]);
		expect(
			await damaged((folder) => {
				rmSync(path.join(folder, 'signals/hello.md'));
			}),
		).toContain('signals/hello.md was planned, but not built.');
		expect(await damaged(edit('feeds.opml', /$/, '<!-- /x/y/signals/canary-draft/ -->'))).toEqual([
			'feeds.opml names the signal canary-draft, which is held back.',
		]);
	});
});
