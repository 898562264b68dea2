import { describe, expect, it } from 'vitest';
import siteConfig from '../../src/site.config.ts';
import { checkConfig } from '../../src/site/config.ts';

describe('the configuration of a site', () => {
	it('as it comes is good', () => {
		expect(checkConfig(siteConfig)).toBe(siteConfig);
	});

	it('names every value it cannot have', () => {
		expect(() =>
			checkConfig({
				...siteConfig,
				title: ' ',
				url: 'https://signals.example/',
				base: 'briefings',
				authority: 'a b',
				bands: [
					{ label: 'Low', from: 1, meaning: '' },
					{ label: 'High', from: 6.25, meaning: '' },
				],
				houseSections: ['Sources'],
				listLength: 0,
				publisher: { name: 'P', contact: 'javascript:alert(1)' },
			}),
		).toThrowErrorMatchingInlineSnapshot(`
			[ConfigError: src/site.config.ts has values it cannot have:
			  title: is empty
			  url: must be an http or https origin such as https://signals.example, without a path or a slash at the end
			  base: must start and end with a slash, as in / or /briefings/
			  authority: must be a domain or an e-mail address
			  publisher.contact: must be an e-mail address or an https URL
			  bands.1.from: must have at most one decimal
			  bands: must be at least one band, the first from 0 and each from a higher score than the one before
			  houseSections: may not be one of main, forecasts, sources, updates, scores, tags, related, cite, thread, withdrawn, notice, which the page uses itself
			  listLength: must be at least 1]
		`);
	});

	it.each([
		['url', 'ftp://x', 'must be an http or https origin such as https://signals.example, without a path or a slash at the end'],
		['url', undefined, 'is missing'],
		['title', 5, 'must be a text in quotes'],
		['direction', 'up', 'must be "ltr" or "rtl"'],
		['licence', { name: 'L', url: 'https:x' }, 'must be an https address such as https://example.org/page'],
		['publisher', { name: '', contact: 'a@example.org' }, 'is empty'],
		['publisher', { name: 'P' }, 'is missing'],
		['bands', [], 'must be at least one band, the first from 0 and each from a higher score than the one before'],
		['bands', [{ label: 'Low', from: 10, meaning: '' }], 'must be less than 10'],
		['bands', ['Low'], 'must be a group of values in { }'],
		['houseSections', [''], 'is empty'],
		['houseSections', 'Context', 'must be a list in [ ]'],
		['strict', 'yes', 'must be true or false'],
		['gradeInflation', { share: 2, days: 90, least: 10 }, 'must be at most 1'],
		['feedLength', 2.5, 'must be a whole number'],
	])('says in its own words what is wrong with %s %j', (name, value, message) => {
		const wrong: typeof siteConfig = Object.assign({ ...siteConfig }, { [name]: value });
		expect(() => checkConfig(wrong)).toThrow(`: ${message}`);
	});

	it('says what is wrong where the whole is no configuration', () => {
		const wrong: typeof siteConfig = Object.assign([], siteConfig);
		expect(() => checkConfig(wrong)).toThrow('export default: must be a group of values in { }');
	});

	it.each(['http://127.0.0.1:8080', 'https://signals.example'])('may stand at %s', (url) => {
		expect(checkConfig({ ...siteConfig, url })).toMatchObject({ url });
	});
});
