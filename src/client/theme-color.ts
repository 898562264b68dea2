import { chosen } from './choices.ts';

const themes = ['light', 'dark'] as const;

/** Colours the browser's own bars like the page: of the two colours in the head, light being the first, the chosen theme's alone counts. */
export function colorBars(): void {
	const theme = chosen('theme');
	const metas = document.querySelectorAll<HTMLMetaElement>('[name=theme-color]');
	for (const [index, own] of themes.entries()) {
		const meta = metas[index];
		if (!meta) continue;
		if (theme === '') meta.media = `(prefers-color-scheme:${own})`;
		else meta.media = theme === own ? '' : 'not all';
	}
}
