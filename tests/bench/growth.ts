/** How a measure grows: as an exponent, and as curves on logarithmic scales. */

export interface Series {
	readonly name: string;
	/** Both coordinates are above 0. */
	readonly points: readonly (readonly [x: number, y: number])[];
}

/** @returns the k of y = c·xᵏ that fits best: the slope of the least-squares line through the logarithms */
export function fittedExponent(points: Series['points']): number {
	const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
	const mean = (at: 0 | 1) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
	const [x, y] = [mean(0), mean(1)];
	return logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0) / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0);
}

/** @returns SVG with both scales logarithmic, a curve for each series with its name at the end */
export function growthPlot(series: readonly Series[], label: { readonly x: string; readonly y: string }): string {
	const [width, height, left, right, top, bottom] = [640, 400, 56, 130, 24, 40];
	const all = series.flatMap(({ points }) => points);
	const [fromX, toX] = decades(all.map(([x]) => x));
	const [fromY, toY] = decades(all.map(([, y]) => y));
	const atX = (x: number) => left + ((Math.log10(x) - fromX) / (toX - fromX)) * (width - left - right);
	const atY = (y: number) => height - bottom - ((Math.log10(y) - fromY) / (toY - fromY)) * (height - top - bottom);
	const ticks = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step));
	const round = (value: number) => Math.round(value * 10) / 10;
	const ends = spread(series.map(({ points }) => atY(points.at(-1)?.[1] ?? 1)));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" fill="none" stroke="#777">`,
		`<rect width="${width}" height="${height}" fill="#fff" stroke="none"/>`,
		...ticks(fromX, toX).map((x) => `<path d="M${round(atX(x))} ${top}V${height - bottom}" stroke="#ddd"/>`),
		...ticks(fromY, toY).map((y) => `<path d="M${left} ${round(atY(y))}H${width - right}" stroke="#ddd"/>`),
		...series.map(
			({ points }) =>
				`<path d="M${points.map(([x, y]) => `${round(atX(x))} ${round(atY(y))}`).join('L')}" stroke="#222" stroke-width="2"/>`,
		),
		'<g fill="#222" stroke="none">',
		...series.flatMap(({ points }) => points.map(([x, y]) => `<circle cx="${round(atX(x))}" cy="${round(atY(y))}" r="3"/>`)),
		...series.map(({ name }, at) => `<text x="${width - right + 8}" y="${round((ends[at] ?? 0) + 4)}">${name}</text>`),
		...ticks(fromX, toX).map(
			(x) => `<text x="${round(atX(x))}" y="${height - bottom + 18}" text-anchor="middle">${x.toLocaleString('en')}</text>`,
		),
		...ticks(fromY, toY).map((y) => `<text x="${left - 8}" y="${round(atY(y) + 4)}" text-anchor="end">${y.toLocaleString('en')}</text>`),
		`<text x="${(left + width - right) / 2}" y="${height - 6}" text-anchor="middle">${label.x}</text>`,
		`<text x="8" y="14">${label.y}</text>`,
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

/** @returns the whole powers of ten around all values */
function decades(values: readonly number[]): readonly [from: number, to: number] {
	const from = Math.floor(Math.log10(Math.min(...values)));
	return [from, Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))))];
}

/** Moves heights apart, so that what is written at them does not touch. */
function spread(heights: readonly number[]): number[] {
	const order = heights.map((height, at) => ({ height, at })).sort((a, b) => a.height - b.height);
	const moved: number[] = [];
	let last = -Infinity;
	for (const { height, at } of order) moved[at] = last = Math.max(height, last + 15);
	return moved;
}
