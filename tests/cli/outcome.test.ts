import { expect, it } from 'vitest';
import siteConfig from '../../src/site.config.ts';
import { summarize, type Outcome } from '../../src/cli/outcome.ts';
import type { SiteConfig } from '../../src/site/config.ts';

const outcome: Outcome = { problems: [], signals: 1, withdrawn: 0, pages: 2, otherFiles: 3, texts: 1, reused: 0, heldBack: [] };

/** @returns what a build says of names that are nobody's */
const reminders = (changes: Partial<SiteConfig>) =>
	summarize(outcome, [], { outDir: '/out', config: { ...siteConfig, ...changes } }, { cwd: '/' }, 1000)
		.split('\n')
		.filter((line) => line.includes('still'));

const publisher = (contact: string) => ({ ...siteConfig.publisher, contact });

it('what a site still has of the example is said once it has an address of its own', () => {
	expect(reminders({})).toEqual([]);
	expect(reminders({ url: 'https://news.example.org' })).toEqual([
		'The authority of feed ids is still signals.example. Set your own in src/site.config.ts before you publish; it cannot change later.',
		"The publisher's contact is still editors@signals.example, where no reader reaches you. Set your own in src/site.config.ts.",
	]);
});

it.each([
	['editors@example.org', 0],
	['https://example.org/@editors', 0],
	['https://signals.example/@editors.org', 1],
])('the contact %s is mentioned %i times', (contact, times) => {
	expect(reminders({ url: 'https://news.example.org', authority: 'example.org', publisher: publisher(contact) })).toHaveLength(times);
});
