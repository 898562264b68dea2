import type { Card } from '../../src/cards/card.ts';
import { bands } from '../feeds/make-site.ts';
import { bandsOf } from '../../src/site/open.ts';
import type { Band } from '../../src/signals/signal.ts';

/** @returns a card of the Major band, changed where a test says so. */
export function makeCard(changes: Partial<Card> = {}): Card {
	return { title: 'Signals', host: 'signals.example', direction: 'ltr', bands, band: bands[2], headline: 'Models', ...changes };
}

/** @returns bands at these bounds, of that name. */
export function makeBands(bounds: readonly number[], label = 'Band'): Band[] {
	return bandsOf({ bands: bounds.map((from) => ({ label, from, meaning: '' })) });
}

/** Labels as they come, and as they should not. */
export const labels = {
	short: 'AI',
	long: 'Government procurement, export controls and public standards',
	wide: 'MWMWMWMWMW WMWMWMWMWM MWMWMWMWMW WMWMWMWMWM MWMWMWMWMW WMWMWM',
	unbreakable: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung',
	endless: 'All of it and '.repeat(140),
	greek: 'Τεχνητή νοημοσύνη',
	cyrillic: 'Искусственный интеллект',
	accents: 'Ḗṕ́í̂ č̣́ và trí tuệ nhân tạo',
	japanese: '人工知能',
	arabic: 'الذكاء الاصطناعي',
	hebrew: 'בינה מלאכותית',
	hindi: 'कृत्रिम बुद्धिमत्ता',
	emoji: '🤖 Robots 👩‍🚀 & <machines>',
	emojiAlone: '🤖👩‍🚀',
	marks: `\u0301${'\u0301'.repeat(50)} x`,
	controls: 'a\u0000b\u202Ec\uFE0F d',
} as const;
