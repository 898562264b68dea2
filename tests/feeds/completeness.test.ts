import { describe, expect, it } from 'vitest';
import siteConfig from '../../src/site.config.ts';
import { fileContent } from '../../src/site/files.ts';
import { openSite } from '../../src/site/open.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';

const filesOf = async (text: string) => {
	const { site } = await openSite({
		config: siteConfig,
		contentDir: makeContent(text),
		contentName: 'content',
		cacheDir: makeFolder(),
		asOf: '2026-11-22T00:00:00Z',
	});
	return (path: string) => fileContent(site, path).text;
};

describe('an entry of a feed', () => {
	it('says everything the page says: forecasts, score history, updates and sources', async () => {
		const read = await filesOf(`-- signals/a.md --
${signalText({
	watch: '[{ what: "Weights are <published>.", by: 2026-09-30, status: happened, resolved: 2026-09-01, evidence: b }]',
	scores: '[{ date: 2026-05-20, from: 6, to: 7, why: "Confirmed by a second lab." }]',
	updates: '[{ date: 2026-05-21, kind: correction, text: "The sum was 3." }]',
})}
-- signals/b.md --
${signalText({ date: '2026-05-18' })}
`);
		const { items } = JSON.parse(read('/feed.json')) as { items: { content_html: string }[] };
		for (const text of [
			'Weights are &lt;published&gt;.',
			'https://signals.example/signals/b/',
			'From 6 to 7. Confirmed by a second lab.',
			'The sum was 3.',
			'https://example.org/',
		]) {
			expect(items[0]?.content_html.replaceAll('&#x3C;', '&lt;').replaceAll('&#x3E;', '&gt;')).toContain(text);
		}
	});
});

describe('the sitemap', () => {
	it('says that a list changed when a signal was withdrawn from it', async () => {
		const read = await filesOf(
			`-- signals/a.md --\n${signalText()}-- signals/b.md --\n${signalText({ date: '2026-05-18', withdrawn: '{ date: 2026-06-01, reason: x }' })}`,
		);
		for (const path of ['', 'categories/industry/', '2026/', '2026/05/']) {
			expect(read('/sitemap.xml')).toContain(`<loc>https://signals.example/${path}</loc><lastmod>2026-06-01T00:00:00Z</lastmod>`);
		}
	});
});
