import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { blankProblem, findBlanks } from '../blanks.ts';
import { placeAt } from '../text-file.ts';
import { report } from './report.ts';
import { walkMarkdown } from './walk.ts';

/** Reports blanks in prose: what stands in code, or in raw HTML, is shown or refused as it is. */
export function remarkBlanks() {
	return (tree: Root, file: VFile): void => {
		const text = String(file);
		if (!text.includes('{{')) return;
		let [prose, at] = ['', 0];
		walkMarkdown(tree, ({ type, position }) => {
			if (type !== 'code' && type !== 'inlineCode' && type !== 'html') return undefined;
			const [start, end] = [position?.start.offset ?? at, position?.end.offset ?? at];
			prose += text.slice(at, start) + text.slice(start, end).replace(/\S/g, ' ');
			at = end;
			return undefined;
		});
		prose += text.slice(at);
		for (const { prompt, offset } of findBlanks(prose).slice(0, mostTold)) {
			const { message, hint } = blankProblem(prompt, false);
			const place = placeAt(text, offset);
			report(file, { type: 'blank', position: { start: place, end: place } }, 'blank/left', 'error', message, hint ?? '');
		}
	};
}

/** Finding the place of each costs the length of the text. */
const mostTold = 50;
