import type { SiteName } from '../helpers/built-site.ts';

/** A page that is looked at. */
export interface Subject {
	readonly name: string;
	readonly site: Extract<SiteName, 'example' | 'stress'>;
	/** Matches its path below the base, `signals/x/`; the largest of several is shown. */
	readonly route: RegExp;
	readonly query?: string;
	/** Whether it is also shown as readers with other needs see it, and as it is printed. */
	readonly isVaried?: boolean;
}

export const subjects: readonly Subject[] = [
	{ name: 'home', site: 'example', route: /^$/, isVaried: true },
	{ name: 'signal', site: 'example', route: /^signals\/karpathy-joins-anthropic\/$/, isVaried: true },
	{ name: 'trends', site: 'example', route: /^trends\/$/, isVaried: true },
	{ name: 'corrected signal', site: 'stress', route: /^signals\/score-ten\/$/ },
	{ name: 'withdrawn signal', site: 'stress', route: /^signals\/taken-back\/$/ },
	{ name: 'day', site: 'example', route: /^\d{4}\/\d\d\/\d\d\/$/ },
	{ name: 'tag', site: 'example', route: /^tags\/[^/]+\/$/ },
	{ name: 'tags', site: 'example', route: /^tags\/$/ },
	{ name: 'category', site: 'example', route: /^categories\/[^/]+\/$/ },
	{ name: 'from a score', site: 'example', route: /^min\/[\d.]+\/$/ },
	{ name: 'month', site: 'example', route: /^\d{4}\/\d\d\/$/ },
	{ name: 'year', site: 'example', route: /^\d{4}\/$/ },
	{ name: 'briefings', site: 'example', route: /^briefings\/$/ },
	{ name: 'briefing', site: 'example', route: /^briefings\/\d{4}-W\d\d\/$/ },
	{ name: 'e-mail', site: 'example', route: /^briefings\/\d{4}-W\d\d\/email\.html$/ },
	{ name: 'search', site: 'example', route: /^search\/$/, query: '?q=model' },
	{ name: 'watch', site: 'example', route: /^watch\/$/ },
	{ name: 'corrections', site: 'stress', route: /^corrections\/$/ },
	{ name: 'about', site: 'example', route: /^about\/$/ },
	{ name: 'feeds', site: 'example', route: /^feeds\/$/ },
	{ name: 'not found', site: 'example', route: /^404\.html$/ },
	{ name: 'stress home', site: 'stress', route: /^$/ },
	{ name: 'stress day', site: 'stress', route: /^2026\/06\/02\/$/ },
	{ name: 'stress trends', site: 'stress', route: /^trends\/$/ },
	{ name: 'stress watch', site: 'stress', route: /^watch\/$/ },
	{ name: 'title of 200 characters', site: 'stress', route: /^signals\/long-title\/$/ },
	{ name: 'unbreakable words', site: 'stress', route: /^signals\/long-word\/$/ },
	{ name: 'every part of Markdown', site: 'stress', route: /^signals\/everything-in-markdown\/$/ },
	{ name: 'score 0', site: 'stress', route: /^signals\/score-zero\/$/ },
	{ name: 'emoji', site: 'stress', route: /^signals\/emoji\/$/ },
	{ name: 'Japanese', site: 'stress', route: /^signals\/cjk\/$/ },
	{ name: 'right to left', site: 'stress', route: /^signals\/rtl\/$/ },
	{ name: 'empty category', site: 'stress', route: /^categories\/empty\/$/ },
];
