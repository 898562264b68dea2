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
			  url: must be an origin such as https://signals.example, without a path or a slash at the end
			  base: must start and end with a slash, as in / or /briefings/
			  authority: must be a domain or an e-mail address
			  publisher.contact: must be an e-mail address or an https URL
			  bands.1.from: must have at most one decimal
			  bands: must start at 0 and rise
			  houseSections: may not be one of main, forecasts, sources, updates, scores, tags, thread, withdrawn, notice, which the page uses itself
			  listLength: Too small: expected number to be >=1]
		`);
	});
});
