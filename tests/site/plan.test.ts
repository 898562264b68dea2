import path from 'node:path';
import { describe, expect, it } from 'vitest';
import siteConfig from '../../src/site.config.ts';
import { bandsOf, openSite } from '../../src/site/open.ts';
import { planRoute, routes } from '../../src/site/plan.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { projectDir } from '../helpers/run-signals.ts';

const planOf = async (text: string) => {
	const { outputs, problems } = await openSite({
		config: siteConfig,
		contentDir: makeContent(text),
		contentName: 'content',
		cacheDir: makeFolder(),
		asOf: '2026-11-22T00:00:00Z',
	});
	expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
	return outputs.map(({ path }) => path);
};
const busyDay = Array.from(
	{ length: 65 },
	(_, index) => `-- signals/s${index}.md --\n${signalText({ tags: '[Alpha, "日本"]', score: '9', aliases: `[old-${index}]` })}`,
).join('');

describe('the plan of a site', () => {
	it('names no path twice', async () => {
		const paths = await planOf(busyDay);
		expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
	});

	it('holds of each route what is planned of it alone', async () => {
		const open = () =>
			openSite({
				config: { ...siteConfig, listLength: 3 },
				contentDir: path.join(projectDir, 'content'),
				contentName: 'content',
				cacheDir: path.join(projectDir, '.cache'),
				asOf: '2026-11-22T00:00:00Z',
			});
		const [{ outputs }, { site }] = [await open(), await open()];
		for (const route of routes) expect(planRoute(site, route), route).toEqual(outputs.filter((output) => output.route === route));
	});

	it('cuts every long list into pages', async () => {
		const paths = await planOf(busyDay);
		for (const list of [
			'/categories/industry/',
			'/categories/industry/min/9/',
			'/min/4/',
			'/tags/alpha/',
			'/tags/%E6%97%A5%E6%9C%AC/',
			'/2026/05/19/',
		]) {
			expect(
				paths.filter((path) => path.startsWith(`${list}page/`)),
				list,
			).toEqual([`${list}page/1/`, `${list}page/2/`, `${list}page/3/`]);
		}
	});

	it('keeps the address of a day whose last signal was withdrawn', async () => {
		const paths = await planOf(`-- signals/a.md --\n${signalText({ withdrawn: '{ date: 2026-05-20, reason: x }' })}`);
		expect(paths).toEqual(expect.arrayContaining(['/2026/', '/2026/05/', '/2026/05/19/', '/signals/a/']));
	});

	it('of nothing is small', async () => {
		const paths = await planOf('');
		expect(paths).toMatchInlineSnapshot(`
			[
			  "/",
			  "/404.html",
			  "/about/",
			  "/corrections/",
			  "/feeds/",
			  "/watch/",
			  "/trends/",
			  "/search/",
			  "/briefings/",
			  "/categories/",
			  "/tags/",
			  "/min/4/",
			  "/min/7/",
			  "/min/9/",
			  "/categories/industry/",
			  "/categories/industry/min/4/",
			  "/categories/industry/min/7/",
			  "/categories/industry/min/9/",
			  "/atom.xml",
			  "/rss.xml",
			  "/feed.json",
			  "/briefings/atom.xml",
			  "/corrections/atom.xml",
			  "/categories/industry/atom.xml",
			  "/categories/industry/rss.xml",
			  "/categories/industry/feed.json",
			  "/min/4/atom.xml",
			  "/min/7/atom.xml",
			  "/min/9/atom.xml",
			  "/feeds.opml",
			  "/sitemap.xml",
			  "/api/signals.json",
			  "/api/schema/signal.json",
			  "/api/schema/signals.json",
			  "/news-sitemap.xml",
			  "/watch.ics",
			  "/llms.txt",
			  "/opensearch.xml",
			  "/speculation-rules.json",
			  "/robots.txt",
			  "/_headers",
			  "/_redirects",
			]
		`);
	});
});

describe('score bands', () => {
	it('end a tenth below the next', () => {
		expect(
			bandsOf({
				bands: [
					{ label: 'Low', from: 0, meaning: '' },
					{ label: 'Mid', from: 2.5, meaning: '' },
					{ label: 'High', from: 9, meaning: '' },
				],
			}).map(({ from, to }) => `${from}–${to}`),
		).toEqual(['0–2.4', '2.5–8.9', '9–10']);
	});
});
