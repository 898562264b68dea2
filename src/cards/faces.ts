/** The faces cards are set in. They come with the packages, never from the machine, so that every machine draws the same. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readFont, type Font } from './font.ts';

export interface Face {
	readonly family: string;
	readonly weight: number;
	readonly font: Font;
}

export interface Faces {
	/** Numerals, and the name of the publication: nothing else is bold. */
	readonly figures: Face;
	readonly headline: Face;
	readonly label: Face;
	/** All of them and those for other scripts, in the order in which they are tried for a text. */
	readonly all: readonly Face[];
	/** The font files. */
	readonly files: readonly Uint8Array[];
}

/** The first three for numerals, headlines and labels. More may follow, for scripts that these lack. */
const sources: readonly { readonly family: string; readonly weight: number; readonly file: string }[] = [
	{ family: 'Noto Serif Display', weight: 700, file: '@expo-google-fonts/noto-serif-display/700Bold/NotoSerifDisplay_700Bold.ttf' },
	{ family: 'Noto Serif Display', weight: 400, file: '@expo-google-fonts/noto-serif-display/400Regular/NotoSerifDisplay_400Regular.ttf' },
	{ family: 'Noto Sans', weight: 400, file: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf' },
];

let known: Faces | undefined;

/** @returns the faces, read once per process. */
export function loadFaces(): Faces {
	known ??= readFaces();
	return known;
}

function readFaces(): Faces {
	const { resolve } = createRequire(import.meta.url);
	const files = sources.map(({ file }) => readFileSync(resolve(file)));
	const all = sources.map(({ family, weight }, index) => ({ family, weight, font: readFont(files[index] ?? new Uint8Array()) }));
	const [figures, headline, label] = all;
	if (!figures || !headline || !label) throw new Error('Cards need a face for numerals, one for headlines and one for labels.');
	return { figures, headline, label, all, files };
}
