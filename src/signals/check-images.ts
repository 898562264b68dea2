import path from 'node:path';
import type { SignalSet } from './check-set.ts';
import type { Fault } from './fault.ts';
import { didYouMean, nearest } from './nearest.ts';
import { imagePath } from './resolve.ts';

/** Every image that is shown is there and can be published; every image that is there is shown. */
export function imageFaults({ members, images }: SignalSet): Fault[] {
	const beside = (file: string) =>
		[...images.keys()].filter((other) => path.posix.dirname(other) === path.posix.dirname(file)).map((other) => path.posix.basename(other));
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
						hint: didYouMean(nearest(name, beside(file))) ?? 'Put it into the same folder, or correct the name.',
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
	const unused = [...images.keys()]
		.filter((file) => !used.has(file))
		.map((file): Fault => ({
			code: 'image/unused',
			severity: 'warning',
			file,
			place: { line: 1, column: 1 },
			message: 'No signal in this folder shows the image.',
			hint: 'Remove it, or show it with ![what it shows](its name).',
		}));
	return [...wrong, ...unused];
}
