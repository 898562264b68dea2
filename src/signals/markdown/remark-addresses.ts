import type { Definition, Image, Link, Root } from 'mdast';
import type { VFile } from 'vfile';
import { hasBlank } from '../blanks.ts';
import { problemCode } from '../problem-codes.ts';
import { imageNamePattern, suggestSlug } from '../slug.ts';
import { ignorableCharacter } from '../text-file.ts';
import { report } from './report.ts';
import { walkMarkdown } from './walk.ts';

/** A link that may lead to a page of the site. */
export interface PageLink {
	/** Of an address with scheme and host (`https://signals.example`): only where the site is served tells whether it is the site's. */
	readonly origin?: string;
	/** Root-relative, and with an origin its whole path, else without the base (`/signals/x/`); empty for the page itself. */
	readonly path: string;
	/** Without the `#`; empty when there is none. */
	readonly fragment: string;
	readonly line: number;
	readonly column: number;
}

/** An image of the body. */
export interface ImageUse {
	/** File name beside the Markdown file. */
	readonly name: string;
	readonly line: number;
	readonly column: number;
}

/**
 * Collects links to the site and images in `file.data`, and reports addresses that cannot stay.
 * A Markdown file named by a link stands for its signal, wherever the file lies: folders are filing only.
 */
export function remarkAddresses() {
	return (tree: Root, file: VFile): void => {
		const links: PageLink[] = [];
		const images: ImageUse[] = [];
		const imageDefinitions = new Set<string>();
		const linkDefinitions = new Set<string>();
		walkMarkdown(tree, (node) => {
			if (node.type === 'imageReference') imageDefinitions.add(node.identifier);
			else if (node.type === 'linkReference') linkDefinitions.add(node.identifier);
			return undefined;
		});

		walkMarkdown(tree, (node) => {
			if (node.type === 'definition' && imageDefinitions.has(node.identifier) && linkDefinitions.has(node.identifier)) {
				report(
					file,
					node,
					'image/link',
					'error',
					`[${node.label ?? node.identifier}] is used for an image and for a link.`,
					'An image has no page of its own; remove the link.',
				);
			}
			// Nothing links by it: it is a comment, which `remarkReferences` tells.
			if (node.type === 'definition' && isComment(node) && !linkDefinitions.has(node.identifier)) return undefined;
			if (node.type === 'image' || (node.type === 'definition' && imageDefinitions.has(node.identifier))) image(node, file, images);
			else if (node.type === 'link' || node.type === 'definition') link(node, file, links);
			return undefined;
		});
		file.data['links'] = links;
		file.data['images'] = images;
	};
}

function link(node: Link | Definition, file: VFile, links: PageLink[]): void {
	if (hasBlank(node.url)) return;
	const place = { line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
	const fail = (rule: string, reason: string, note: string) => report(file, node, problemCode('link', rule), 'error', reason, note);
	const [address = '', fragment = ''] = node.url.split(/#(.*)/s, 2);
	const hidden = ignorableCharacter(address);
	if (hidden !== undefined) {
		fail('character', `The address holds the invisible character ${hidden}.`, 'Delete it, or percent-encode it if it belongs there.');
		return;
	}
	// Browsers drop these (URL Standard), so that they hide no scheme.
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address.replace(/^[\0- ]+|[\t\n\r]/g, ''))?.[1]?.toLowerCase();

	if (scheme !== undefined) {
		if (scheme === 'http' || scheme === 'https') {
			const url = /^https?:\/\//i.test(node.url) ? URL.parse(node.url) : null;
			if (!url) fail('url', `"${node.url}" is not a URL.`, 'Write the whole address, as in https://example.org/page.');
			else if (url.username !== '' || url.password !== '')
				fail('userinfo', `The link to ${url.host} holds a user name or password.`, 'Remove what stands before the @.');
			else links.push({ origin: url.origin, path: url.pathname, fragment, ...place });
		} else if (scheme !== 'mailto') {
			fail('scheme', `A link may not start with ${scheme}:.`, 'Link to an https address.');
		}
	} else if (/^[/\\]{2}/.test(address)) {
		fail('scheme', `"${node.url}" leaves the scheme to the reader's browser.`, `Write https:${address.replaceAll('\\', '/')}.`);
	} else if (node.url === '' || node.url === '#') {
		fail('empty', 'The link leads nowhere.', 'Write an address between the parentheses, or remove the link.');
	} else if (address === '') {
		links.push({ path: '', fragment, ...place });
	} else {
		const path = internalPath(address);
		if (path === undefined && isHost(address)) {
			fail('relative', `"${node.url}" has no https:// before it, so it would lead to a page of this site.`, `Write https://${node.url}.`);
			return;
		}
		if (path === undefined) {
			fail(
				'relative',
				`"${node.url}" is a relative link, which means another page from every place it is shown.`,
				'Write the path from the root of the site, as in /signals/some-slug/, or the Markdown file of a signal.',
			);
			return;
		}
		links.push({ path, fragment, ...place });
		node.url = `${path}${fragment === '' ? '' : `#${fragment}`}`;
	}
}

/** @returns whether a definition has the form in which authors of Markdown hide comments: `[//]: # (a note)`. */
export function isComment({ url }: Definition): boolean {
	return url === '' || url === '#';
}

/** @returns whether an address without scheme starts with the name of a host, rather than with a folder or file. */
function isHost(address: string): boolean {
	const [, last = '', path] = /^(?:[a-z0-9-]+\.)+([a-z]{2,24})(?::\d+)?(?:$|([/?]))/i.exec(address) ?? [];
	if (last === '') return false;
	return path === '/' || /^www\./i.test(address) || !fileEndings.has(last.toLowerCase());
}

const fileEndings: ReadonlySet<string> = new Set(
	'asp avif bmp csv css doc docx gif heic htm html jpeg jpg js json jsp markdown md mdx pdf php png ppt pptx svg tif tiff ts txt webp xls xlsx xml yaml yml zip'.split(
		' ',
	),
);

/** @returns the page of the site that an address without scheme and part means, or undefined. */
export function internalPath(address: string): string | undefined {
	const markdownFile = /(?:^|\/)([^/]+)\.md$/.exec(address)?.[1];
	if (markdownFile !== undefined && !address.startsWith('/')) return `/signals/${markdownFile}/`;
	return address.startsWith('/') ? address : undefined;
}

function image(node: Image | Definition, file: VFile, images: ImageUse[]): void {
	if (hasBlank(node.url)) return;
	const fail = (rule: string, reason: string, note: string) => report(file, node, problemCode('image', rule), 'error', reason, note);
	const name = decode(node.url.replace(/^\.\//, ''));
	const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(node.url)?.[0].toLowerCase();
	if (scheme !== undefined && scheme !== 'http:' && scheme !== 'https:') {
		fail('name', `The image is an address that starts with ${scheme}, not a file.`, 'Save it beside the Markdown file and name it here.');
	} else if (scheme !== undefined || node.url.startsWith('//')) {
		fail(
			'remote',
			'The image is loaded from elsewhere, which would show its readers to another server.',
			'Save it beside the Markdown file and name it here.',
		);
	} else if (name === undefined || !isImageName(name)) {
		fail(
			'name',
			`"${node.url}" is not the name of an image beside this file.`,
			`Name a PNG, JPEG, WebP or GIF in the same folder, in lower case, as in ${suggestSlug(node.url.replace(/^.*\/|\.\w+$/g, '')) || 'chart'}.png.`,
		);
	} else {
		images.push({ name, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 });
		node.url = name;
	}
}

/** @returns whether a text can be the name of an image, here and in its published address `/signals/<slug>/<name>`. */
export function isImageName(text: string): boolean {
	return imageNamePattern.test(text);
}

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
