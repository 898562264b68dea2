import path from 'node:path';
import type { SignalSet } from './check-set.ts';
import type { Fault } from './fault.ts';
import { createSpeller, didYouMean, type Speller } from './nearest.ts';
import { fileStart } from './problem.ts';
import { imagePath } from './resolved-signal.ts';

/** Every image that is shown is there and can be published; every image that is there is shown. */
export function imageFaults({ files, members, images }: SignalSet): Fault[] {
	if (images.size === 0 && members.every(({ images: uses }) => uses.length === 0)) return [];
	const folders = Map.groupBy(images.keys(), folderOf);
	const spellers = new Map<string, Speller>();
	const nearest = (file: string, name: string) => {
		const folder = folderOf(file);
		const known = spellers.get(folder) ?? createSpeller((folders.get(folder) ?? []).map((other) => path.posix.basename(other)));
		spellers.set(folder, known);
		return known(name);
	};
	const used = new Set(members.flatMap(({ file, images: uses }) => uses.map(({ name }) => imagePath(file, name))));
	const wrong = members.flatMap(({ file, images: uses }) =>
		uses.flatMap(({ name, line, column }): Fault[] => {
			const image = images.get(imagePath(file, name));
			const place = { line, column };
			if (!image)
				return [
					{
						code: 'image/missing',
						severity: 'error',
						file,
						place,
						message: `There is no image ${name} beside this file.`,
						hint: didYouMean(nearest(file, name)) ?? 'Put it into the same folder, or correct the name.',
					},
				];
			return image.fault === undefined
				? []
				: [
						{
							code: image.fault.code,
							severity: 'error',
							file,
							place,
							message: `${name} ${image.fault.message}`,
							hint: image.fault.hint,
						},
					];
		}),
	);
	const read = new Set(members.filter(({ isRefused }) => !isRefused).map(({ file }) => file));
	// A file that could not be read may show any image beside it.
	const unknown = new Set(files.filter(({ file }) => !read.has(file)).map(({ file }) => folderOf(file)));
	const doubtful = [...images].flatMap(([file, { fault }]): Fault[] => {
		if (!fault || used.has(file) || !unknown.has(folderOf(file))) return [];
		const message = `${path.posix.basename(file)} ${fault.message}`;
		return [{ code: fault.code, severity: 'error', file, place: fileStart, message, hint: fault.hint }];
	});
	const unused = [...images.keys()]
		.filter((file) => !used.has(file) && !unknown.has(folderOf(file)))
		.map((file): Fault => ({
			code: 'image/unused',
			severity: 'warning',
			file,
			place: fileStart,
			message: 'No signal in this folder shows the image.',
			hint: 'Remove it, or show it with ![what it shows](its name).',
		}));
	return [...wrong, ...doubtful, ...unused];
}

function folderOf(file: string): string {
	return path.posix.dirname(file);
}
