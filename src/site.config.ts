/**
 * Everything a site owner edits, in one place. Words of the interface stand in `src/site/words.ts`, the look in `src/styles/`,
 * categories and tags in `content/`.
 */
import type { SiteConfig } from './site/config.ts';

export default {
	title: 'Signals',
	description: 'Developments in artificial intelligence, each weighed from 0 to 10.',
	url: 'https://signals.example',
	base: '/',
	language: 'en',
	direction: 'ltr',
	authority: 'signals.example',
	publisher: {
		name: 'Signals Editors',
		contact: 'editors@signals.example',
	},
	licence: {
		name: 'CC BY 4.0',
		url: 'https://creativecommons.org/licenses/by/4.0/',
	},
	externalSearch: { url: 'https://duckduckgo.com/', query: 'q', site: 'sites' },
	bands: [
		{ label: 'Background', from: 0, meaning: 'Worth knowing for the record. Nobody has to change a plan.' },
		{ label: 'Notable', from: 4, meaning: 'Changes something for a part of the field.' },
		{ label: 'Major', from: 7, meaning: 'Changes plans for most of the field.' },
		{ label: 'Critical', from: 9, meaning: 'Changes the direction of the field or the rules it works under.' },
	],
	houseSections: ['Technical Context', 'Why It Matters', 'What to Watch Next'],
	strict: false,
	singleUseTags: false,
	gradeInflation: { share: 0.2, days: 90, least: 10 },
	listLength: 30,
	feedLength: 50,
} satisfies SiteConfig;
