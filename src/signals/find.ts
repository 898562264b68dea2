import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { ProblemCode } from './problem-codes.ts';
import { fileStart, type Problem } from './problem.ts';
import { reasonOf, unreadable } from './read-file.ts';
import { imageNamePattern, slugFault, suggestSlug } from './slug.ts';

export interface SignalFile {
	readonly slug: string;
	/** Path below the content folder, `/` separated. */
	readonly file: string;
	/** Path on disk. */
	readonly location: string;
}

export interface FoundFiles {
	/** By path, in code-unit order. */
	readonly signals: readonly SignalFile[];
	/** Images by path below the content folder. */
	readonly images: ReadonlyMap<string, string>;
	readonly problems: readonly Problem[];
}

/**
 * Lists `signals/**` of a content folder. Only regular files count: a link could lead out of the folder, and a file that is
 * neither a signal nor an image is a mistake that must not pass unseen.
 *
 * @param show turns a path below the content folder into what its author calls it
 */
export function findSignalFiles(contentDir: string, show: (file: string) => string): FoundFiles {
	const signals: SignalFile[] = [];
	const images = new Map<string, string>();
	const problems: Problem[] = [];
	const report = (code: ProblemCode, file: string, message: string, hint: string) => {
		problems.push({ code, severity: 'error', file: show(file), ...fileStart, message, hint });
	};

	const walk = (folder: string) => {
		let entries: Dirent[];
		try {
			entries = readdirSync(path.join(contentDir, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
		} catch (error) {
			problems.push({ ...unreadable(reasonOf(error)).problem, file: show(folder) });
			return;
		}
		for (const entry of entries) {
			const { name } = entry;
			const file = `${folder}/${name}`;
			const location = path.join(contentDir, file);
			if (leftover.test(name)) {
				const message = 'A command that writes signals was killed and left this file.';
				const hint = 'Look whether the files beside it are as they should be, then delete it.';
				problems.push({ code: 'file/unknown', severity: 'warning', file: show(file), ...fileStart, message, hint });
			}
			if (ignored.test(name)) continue;
			// What no character stands for was replaced, so that there is no file of this name.
			if (name.includes('\uFFFD') && !lstatSync(location, { throwIfNoEntry: false }))
				report('file/name', file, 'The name of the file is not UTF-8.', 'Rename it.');
			else if (entry.isSymbolicLink()) report('file/symlink', file, 'Links to other files are not followed.', 'Put the file itself here.');
			else if (name === '.git')
				report('file/unknown', file, 'A git repository of its own starts here.', 'Keep signals in the repository around it.');
			else if (entry.isDirectory()) {
				if (name.startsWith('.')) report('file/unknown', file, 'A hidden folder does not belong among the signals.', 'Move it elsewhere.');
				else if (name.endsWith('.md'))
					report('file/unknown', file, 'This is a folder with the name of a signal.', 'Rename the folder, or remove it.');
				else walk(file);
			} else if (!entry.isFile()) report('file/unknown', file, 'This is not a regular file.', 'Remove it.');
			else if (name.toLowerCase() === 'readme.md')
				report('file/unknown', file, 'A README is no signal.', 'Move it out of the signals, beside categories.yml.');
			else if (name.endsWith('.md')) {
				const slug = name.slice(0, -'.md'.length);
				const wrong = slugFault(slug);
				if (wrong !== undefined)
					report(
						'file/name',
						file,
						`The name of the file is the slug of the signal, and ${wrong}`,
						slugFault(suggestSlug(slug)) === undefined ? `Rename it to ${suggestSlug(slug)}.md.` : 'Choose another name.',
					);
				signals.push({ slug, file, location });
			} else if (imageNamePattern.test(name)) images.set(file, location);
			else if (/\.(?:png|jpe?g|webp|gif)$/i.test(name)) {
				const [base, end] = [name.replace(/\.[^.]+$/, ''), /[^.]+$/.exec(name)?.[0].toLowerCase() ?? ''];
				const hint = suggestSlug(base) === '' ? 'Choose another name.' : `Rename it to ${suggestSlug(base)}.${end}.`;
				report('file/name', file, 'The name of an image has lower-case letters a to z, digits and hyphens only.', hint);
			} else {
				const meant = /^(.+)\.(?:md|markdown|mdown|mkd|mdx|txt)$/i.exec(name.trim())?.[1];
				const hint =
					meant === undefined ? 'Rename it, or move it out of the signals.' : `Rename it to ${suggestSlug(meant)}.md if it is a signal.`;
				report('file/unknown', file, 'This is neither a signal (.md) nor an image (.png, .jpg, .webp, .gif).', hint);
			}
		}
	};
	const root = lstatSync(path.join(contentDir, 'signals'), { throwIfNoEntry: false });
	if (root?.isDirectory() === true) walk('signals');
	else if (root)
		report(
			root.isSymbolicLink() ? 'file/symlink' : 'file/unknown',
			'signals',
			'This must be a folder, and no link to one.',
			'Put the signals into a folder of this name.',
		);
	return { signals, images, problems };
}

/** The hidden names under which our own commands write. */
const leftover = /^\.#[0-9a-f]{16}~$/;

/** What systems and editors leave behind, and the file that keeps an empty folder in git. */
const ignored = /^(?:\.DS_Store|\.gitkeep|Thumbs\.db|desktop\.ini|\..*\.sw[a-p]|.*~|\.#.*)$/;
