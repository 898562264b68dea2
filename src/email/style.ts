/**
 * The look of a mail, as the site's in both themes. Mail programs know no sheet that can be relied on, so every element carries its own
 * style; what the one sheet adds is the dark theme and less space on a phone.
 */
import { heaviestWeight } from '../site/band.ts';

/** By the weight a band is drawn with: height of its rule in pixels, and its tone. */
const bars = [
	{ height: 1, tone: '#8d867d' },
	{ height: 2, tone: '#6b655d' },
	{ height: 4, tone: '#45413c' },
	{ height: 8, tone: '#1b1b1a' },
] as const;

/** @returns how the rule of a band is drawn. */
export function barOf(weight: number): { readonly height: number; readonly tone: string } {
	return bars[weight as 0 | 1 | 2 | 3];
}

export const colours = { paper: '#fdfcfa', ink: '#1b1b1a', muted: '#595650', hair: '#dcd8d0', hot: '#b0121b' } as const;

const serif = "Georgia,'Times New Roman',serif";
const sans = 'Arial,Helvetica,sans-serif';

/** @returns the style of a score, large for the heaviest band. */
export function scoreStyle(weight: number): string {
	const size = [18, 22, 30, 48][weight] ?? 18;
	const colour = weight === heaviestWeight ? colours.hot : colours.ink;
	return `font:${weight === 0 ? 400 : 700} ${size}px/1.2 ${serif};color:${colour}`;
}

/** @returns the style of a headline. */
export function titleStyle(weight: number): string {
	const size = [18, 21, 25, 31][weight] ?? 18;
	return `margin:0 0 12px;font:400 ${size}px/1.25 ${serif};color:${colours.ink}`;
}

/** Of elements in a body, by name; the others need none. */
export const bodyStyles: Readonly<Record<string, string>> = {
	p: `margin:0 0 16px;font:17px/26px ${serif};color:${colours.ink}`,
	h3: `margin:24px 0 8px;font:400 21px/1.25 ${serif};color:${colours.ink}`,
	h4: `margin:24px 0 8px;font:700 17px/1.25 ${serif};color:${colours.ink}`,
	h5: `margin:24px 0 8px;font:italic 400 17px/1.25 ${serif};color:${colours.ink}`,
	h6: `margin:24px 0 8px;font:italic 400 17px/1.25 ${serif};color:${colours.ink}`,
	ul: 'margin:0 0 16px;padding:0 0 0 20px',
	ol: 'margin:0 0 16px;padding:0 0 0 24px',
	li: `margin:0 0 6px;font:17px/26px ${serif};color:${colours.ink}`,
	blockquote: `margin:0 0 16px;padding:0 0 0 16px;border-left:1px solid ${colours.muted}`,
	pre: `margin:0 0 16px;font:14px/21px Menlo,Consolas,monospace;white-space:pre-wrap;color:${colours.ink}`,
	a: `color:${colours.ink};text-decoration:underline`,
	hr: `width:64px;margin:24px 0;border:0;border-top:1px solid ${colours.hair}`,
	table: 'width:100%;margin:0 0 16px;border-collapse:collapse',
	th: `padding:6px 12px 6px 0;border-bottom:1px solid ${colours.hair};font:14px/20px ${serif};color:${colours.muted};vertical-align:top`,
	td: `padding:6px 12px 6px 0;border-bottom:1px solid ${colours.hair};font:15px/22px ${serif};color:${colours.ink};vertical-align:top`,
	code: 'font-family:Menlo,Consolas,monospace;font-size:15px',
	sup: 'font-size:12px;line-height:0',
};

export const styles = {
	meta: `margin:0;font:14px/20px ${sans};color:${colours.muted}`,
	heading: `margin:0;padding:40px 0 16px;font:400 21px/1.25 ${serif};color:${colours.ink}`,
	group: `margin:0;padding:16px 0 4px;font:400 14px/20px ${sans};color:${colours.muted}`,
	brand: `margin:0 0 4px;font:700 17px/24px ${serif};color:${colours.ink}`,
	week: `margin:0 0 8px;font:400 31px/1.2 ${serif};color:${colours.ink}`,
	/** A row that a thumb can hit. */
	tap: `display:block;padding:10px 0;font:17px/24px ${serif};color:${colours.ink};text-decoration:none`,
	tapLink: `display:block;padding:12px 0;font:14px/20px ${sans};color:${colours.ink};text-decoration:underline`,
	number: `padding:10px 12px 10px 0;font:17px/24px ${serif};color:${colours.ink};white-space:nowrap`,
	plain: `color:${colours.ink};text-decoration:none`,
	preheader: 'display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;opacity:0',
} as const;

/** Classes: `e` the whole mail, `m` muted, `k` hot, `h` hairline, `b0` to `b3` the rules, `g` the gutter. */
export const sheet = [
	':root{color-scheme:light dark}',
	'@media (prefers-color-scheme:dark){',
	'.e,.e table{background-color:#151413!important}',
	'.e *{color:#ece8e1!important}',
	'.e .m{color:#aaa69f!important}',
	'.e .k{color:#ff7563!important}',
	'.e .h,.e th,.e td{border-color:#393633!important}',
	'.e .b0{background-color:#79726a!important}',
	'.e .b1{background-color:#9b948a!important}',
	'.e .b2{background-color:#c9c2b7!important}',
	'.e .b3{background-color:#ece8e1!important}',
	'}',
	'@media (max-width:480px){.g{padding:16px!important}}',
].join('');
