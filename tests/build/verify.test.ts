import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import siteConfig from '../../src/site.config.ts';
import { verifySite } from '../../src/build/verify.ts';
import { openSite } from '../../src/site/open.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { runSignals } from '../helpers/run-signals.ts';
import { tinyPng } from '../helpers/tiny-png.ts';

describe('verifying a built site', () => {
	it('passes what was built, and tells each kind of damage', async () => {
		const content = makeContent(`-- signals/a.md --
${signalText({ tags: '[one]' }, '\nTake.\n\nSee [b](/signals/b/#why-it-matters) and ![a pixel](pixel.png).\n\n## Why It Matters\n\nx\n')}
-- signals/b.md --
${signalText({ date: '2026-05-18' })}
-- signals/hidden.md --
${signalText({ draft: 'true', id: 'hidden-id' })}
`);
		writeFileSync(path.join(content, 'signals/pixel.png'), tinyPng);
		const built = path.join(makeFolder(), 'dist');
		expect((await runSignals(['build', '--content', content, '--out', built, '--as-of', '2026-11-22'])).code).toBe(0);
		const opened = await openSite({
			config: siteConfig,
			contentDir: content,
			contentName: 'content',
			cacheDir: makeFolder(),
			asOf: '2026-11-22T00:00:00Z',
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

		expect(damaged(() => undefined)).toEqual([]);
		expect(
			damaged((folder) => {
				rmSync(path.join(folder, 'tags/one/index.html'));
			}),
		).toContain('tags/one/index.html was planned, but not built.');
		expect(damaged(add('signals/b/index.html', ''))).toContain('signals/b/index.html is empty.');
		expect(damaged(add('signals/a/pixel.png', 'another image'))).toEqual([
			'signals/a/pixel.png is not the image that was checked. It changed while the site was built.',
		]);
		expect(damaged(add('stray/index.html', '<p>'))).toContain('stray/index.html was built, but not planned.');
		expect(damaged(edit('signals/a/index.html', 'href="/signals/b/#why-it-matters"', 'href="/signals/c/"'))).toEqual([
			'signals/a/index.html links to /signals/c/, which does not exist.',
		]);
		expect(damaged(edit('signals/a/index.html', '#why-it-matters">b<', '#nowhere">b<'))).toEqual([
			'signals/a/index.html links to /signals/b/#nowhere, which has no such part.',
		]);
		expect(
			damaged(
				edit('about/index.html', /<link rel="canonical" href="[^"]*"/, '<link rel="canonical" href="https://signals.example/abuot/"'),
			),
		).toEqual(['about/index.html links to /abuot/, which does not exist.']);
		for (const file of ['atom.xml', 'rss.xml', 'feed.json', 'categories/industry/rss.xml', 'tags/one/atom.xml', 'min/7/atom.xml']) {
			expect(damaged(edit(file, /signal\/a(?=["<])/g, 'signal/z')), file).toEqual([`${file} lacks the signal a.`]);
		}
		expect(damaged(edit('briefings/atom.xml', /briefing\/2026-W21/g, 'briefing/2026-W20'))).toEqual([
			'briefings/atom.xml lacks the week 2026-W21.',
		]);
		expect(damaged(add('signals/hidden/pixel.png', 'x'))).toEqual([
			'signals/hidden/pixel.png belongs to the signal hidden, which is held back.',
		]);
		const fragments = readdirSync(path.join(built, 'pagefind/fragment'));
		const fragment = `pagefind/fragment/${fragments[0] ?? ''}`;
		const repack = (from: string, to: string) => (folder: string) => {
			const text = gunzipSync(readFileSync(path.join(folder, fragment))).toString();
			expect(text).toContain(from);
			writeFileSync(path.join(folder, fragment), gzipSync(text.replace(from, to)));
		};
		const [, slug = ''] = /"\/signals\/(.)\/"/.exec(gunzipSync(readFileSync(path.join(built, fragment))).toString()) ?? [];
		expect(fragments).toHaveLength(2);
		expect(
			damaged((folder) => {
				rmSync(path.join(folder, 'pagefind'), { recursive: true });
			}),
		).toEqual(['The search index is missing.']);
		expect(
			damaged((folder) => {
				rmSync(path.join(folder, fragment));
			}),
		).toEqual([`The search index lacks /signals/${slug}/.`]);
		expect(damaged(edit('pagefind/pagefind-entry.json', '"page_count":2', '"page_count":1'))).toEqual([
			'The search index counts 1 signals, but 2 are listed.',
		]);
		expect(damaged(add(fragment, 'cut short'))).toEqual([
			`${fragment.slice('pagefind/'.length)} of the search index is not whole.`,
			`The search index lacks /signals/${slug}/.`,
		]);
		expect(damaged(repack(`"/signals/${slug}/"`, '"/signals/hidden/"'))).toEqual([
			`${fragment} names the signal hidden, which is held back.`,
			'The search index holds /signals/hidden/, which is not listed, or twice.',
			`The search index lacks /signals/${slug}/.`,
		]);
		expect(damaged(repack('What it changes', 'What tag:signals.example,2026:signal/hidden-id changes'))).toEqual([
			`${fragment} names the signal hidden, which is held back.`,
		]);
		expect(damaged(edit('robots.txt', /$/, '\n# tag:signals.example,2026:signal/hidden-id'))).toEqual([
			'robots.txt names the signal hidden, which is held back.',
		]);
		for (const file of ['signals/a.md', 'signals/a.json', 'llms.txt', 'news-sitemap.xml', 'api/schema/signal.json']) {
			expect(damaged(edit(file, /$/, '\nhttps://signals.example/signals/hidden.md')), file).toContain(
				`${file} names the signal hidden, which is held back.`,
			);
		}
		expect(damaged(add('signals/hidden.json', '{}'))).toEqual(['signals/hidden.json belongs to the signal hidden, which is held back.']);
		expect(damaged(add('watch.ics', 'URL:https://signals.example/signals/hid\r\n den/\r\n'))).toContain(
			'watch.ics names the signal hidden, which is held back.',
		);
		expect(damaged(edit('signals/a.json', '"score":7', '"score":8'))).toEqual(['The index of signals does not fit signals/a.json.']);
		expect(damaged(edit('api/signals.json', 'signals/a.json', 'signals/b.json'))).toEqual([
			'api/signals.json names https://signals.example/signals/b.json twice.',
			'The index of signals lacks a.',
			'The index of signals does not fit signals/b.json.',
		]);
		expect(
			damaged((folder) => {
				rmSync(path.join(folder, 'signals/b.md'));
			}),
		).toContain('signals/b.md was planned, but not built.');
		expect(damaged(edit('feeds.opml', /$/, '<!-- /signals/hidden/ -->'))).toEqual([
			'feeds.opml names the signal hidden, which is held back.',
		]);
	});
});
