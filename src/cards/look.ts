/** How cards look. Pixels of a card, which is usually shown at half its size or less. */
export const cardSize = { width: 1200, height: 630 } as const;

/** Width and height of the icon on a ground of its own, in pixels: Apple asks for 180, search engines for 112 or more. */
export const touchIconWidth = 180;

/** The light colours of `src/styles/tokens.css`. */
export const colours = {
	paper: '#fdfcfa',
	ink: '#1b1b1a',
	muted: '#595650',
	hairline: '#dcd8d0',
	red: '#b0121b',
	/** Tones of rules by weight, lightest first. */
	rules: ['#8d867d', '#6b655d', '#45413c', '#1b1b1a'],
} as const;

/** Thickness of rules by weight. */
export const ruleWeights = [3, 6, 12, 24] as const;

/** Thickness of a line that is structure and not data. */
export const hairline = 2;

/** Space on the left and right; what is between them is the scale from 0 to 10. */
export const margin = 80;
