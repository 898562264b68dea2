/**
 * The picture that stands for a page where its address is shared: the name of the publication, the rule as a scale from 0 to 10, and
 * under it what a story has, a score and a headline.
 */
import type { Band } from '../signals/signal.ts';
import { heaviestWeight, weightOf } from '../site/band.ts';
import { formatScore } from '../site/format.ts';
import { wordmark } from '../site/wordmark.ts';
import { words } from '../site/words.ts';
import type { Faces } from './faces.ts';
import { fit, widthOf, write } from './lettering.ts';
import { cardSize, colours, hairline, margin, ruleWeights } from './look.ts';
import { type Direction, line, rectangle, type Run } from './shapes.ts';

export interface Card {
	/** Of the publication. */
	readonly title: string;
	/** Stands in for a title that cannot be drawn. */
	readonly host: string;
	readonly direction: Direction;
	/** All of the site's, lowest first. */
	readonly bands: readonly Band[];
	/** The band the card is about; undefined on the card of the whole site, which shows them all. */
	readonly band: Band | undefined;
	/** What stands below the rule: a category, or what the publication covers. Left out when it cannot be drawn. */
	readonly headline: string;
}

/** @returns the card as SVG on no ground of its own, which names no fonts but those of `faces`. Equal cards give equal text. */
export function drawCard(card: Card, faces: Faces): string {
	const { width, height } = cardSize;
	const { band } = card;
	const lines = headline(card, faces, band ? 546 : 530);
	const parts = band
		? [...nameplate(card, faces, 60, 76), ...scale(card, faces, 182), ...score(card, band, faces, lines.length > 0 ? 420 : 480), ...lines]
		: [...nameplate(card, faces, 84, 150), ...scale(card, faces, 316), ...lines];
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">\n${parts.join('\n')}\n</svg>\n`;
}

/** Length of the scale. */
const measure = cardSize.width - 2 * margin;

/** The wordmark, or the title in letters under the same red rule. */
function nameplate({ title, host, direction }: Card, { figures, all }: Faces, top: number, height: number): string[] {
	const { box, letters, rule } = wordmark;
	if (title === wordmark.title) {
		const width = (height * box[2]) / box[3];
		const left = direction === 'ltr' ? margin : cardSize.width - margin - width;
		return [
			`<svg x="${left.toFixed(1)}" y="${top}" width="${width.toFixed(1)}" height="${height}" viewBox="${box.join(' ')}">`,
			`<path fill="${colours.ink}" d="${letters}"/>`,
			`<rect fill="${colours.red}" x="${rule.x}" y="${rule.y}" width="${rule.width}" height="${rule.height}"/>`,
			'</svg>',
		];
	}
	const baseline = top - (height * box[1]) / box[3];
	const written = write(title, all) ?? { text: host, face: figures };
	const { face } = written;
	const { size, lines } = fit(written, measure, 1, scaled(height, [0.76, 0.66, 0.56, 0.48, 0.42]));
	return lines.flatMap((text) => [
		rectangle(direction, margin, baseline - size, widthOf(text, face, size), size / 10, colours.red),
		line(direction, margin, baseline, [{ text, face, size }], colours.ink),
	]);
}

/** A hairline from 0 to 10 and on it, as thick lines, the card's band or all of them; below it the bounds of the bands. */
function scale({ direction, bands, band }: Card, { label }: Faces, top: number): string[] {
	const place = (bound: number) => margin + (measure * bound) / 10;
	const shown = bands.filter((candidate) => !band || candidate.rank === band.rank);
	const bounds = [...bands.map(({ from }) => from), 10];
	const end = ({ rank }: Band) => bounds[rank + 1] ?? 10;
	return [
		rectangle(direction, margin, top, measure, hairline, colours.hairline),
		...shown.map((part) => {
			const weight = weightOf(bands, part);
			const start = place(part.from);
			return rectangle(direction, start, top, place(end(part)) - start, ruleWeights[weight] ?? 0, colours.rules[weight] ?? colours.ink);
		}),
		...readable(bounds, band ? [band.from, end(band)] : [0, 10]).map((bound) => {
			const isOwn = !band || bound === band.from || bound === end(band);
			const align = bound === 0 ? 'start' : bound === 10 ? 'end' : 'middle';
			const run = { text: formatScore(bound), face: label, size: 30 };
			return line(direction, place(bound), top + 60, [run], isOwn ? colours.ink : colours.muted, align);
		}),
	];
}

/** @returns the bounds whose numbers do not run into each other, those that matter most being kept. */
function readable(bounds: readonly number[], first: readonly number[]): number[] {
	const kept: number[] = [];
	for (const bound of [...first, 0, 10, ...bounds]) if (kept.every((other) => Math.abs(other - bound) >= 0.6)) kept.push(bound);
	return kept.sort((a, b) => a - b);
}

/** The band's range in large numerals, and its name. */
function score({ direction, bands }: Card, band: Band, faces: Faces, baseline: number): string[] {
	const range = rangeRuns(band, faces);
	const start = margin + range.reduce((sum, { text, face, size }) => sum + widthOf(text, face, size), 0) + 32;
	const name = write(band.label, [faces.headline, ...faces.all]);
	const fitted = name && fit(name, cardSize.width - margin - start, 1, [60, 52, 44, 36]);
	return [
		line(direction, margin, baseline, range, weightOf(bands, band) === heaviestWeight ? colours.red : colours.ink),
		...(name && fitted ? fitted.lines.map((text) => line(direction, start, baseline, [{ ...name, ...fitted, text }], colours.ink)) : []),
	];
}

/** Numerals are scores, and bold; the words around them are not. */
function rangeRuns({ from, to }: Band, { figures, headline, all }: Faces): Run[] {
	const bounds = [formatScore(from), formatScore(to)] as const;
	const numeral = (text: string) => ({ text, face: figures, size: 180 });
	if (from === to) return [numeral(bounds[0])];
	const { text, face } = write(words.score.range(...bounds), [headline, ...all]) ?? { text: bounds.join('–'), face: headline };
	// One bound may begin like the other, so that the longer one is looked for first.
	const either = bounds.toSorted((a, b) => b.length - a.length).map((bound) => RegExp.escape(bound));
	return text
		.split(new RegExp(`(${either.join('|')})`))
		.map((part, index) => (index % 2 === 1 ? numeral(part) : { text: part, face, size: 72 }))
		.filter((run) => run.text !== '');
}

/** One line, or two smaller ones, the first baseline of which moves up and the last down. */
function headline({ direction, headline: text }: Card, faces: Faces, baseline: number): string[] {
	const written = write(text, [faces.headline, ...faces.all]);
	if (!written) return [];
	const single = fit(written, measure, 1, [60, 54, 48]);
	const { size, lines } = single.isCut ? fit(written, measure, 2, [48, 44, 40]) : single;
	return lines.map((part, index) =>
		line(direction, margin, baseline + (index + (1 - lines.length) / 1.5) * 1.25 * size, [{ ...written, text: part, size }], colours.ink),
	);
}

function scaled(length: number, shares: readonly [number, ...number[]]): [number, ...number[]] {
	const [first, ...rest] = shares;
	return [first * length, ...rest.map((share) => share * length)];
}
