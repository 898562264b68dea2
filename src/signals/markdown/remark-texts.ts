import type { Definition, Image, ImageReference, Link, LinkReference, Root } from 'mdast';
import type { VFile } from 'vfile';
import { hasBlank } from '../blanks.ts';
import { plainText } from './outline.ts';
import { isImageName } from './remark-addresses.ts';
import { report } from './report.ts';
import { walkMarkdown } from './walk.ts';

/** Warns of links whose text names another place than they lead to, and of images whose description says nothing. Runs after `remarkAddresses`. */
export function remarkTexts() {
	return (tree: Root, file: VFile): void => {
		const definitions = new Map<string, Definition>();
		walkMarkdown(tree, (node) => {
			if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
			return undefined;
		});
		walkMarkdown(tree, (node) => {
			if (node.type === 'link') checkLink(node, node.url, file);
			else if (node.type === 'linkReference') checkLink(node, definitions.get(node.identifier)?.url ?? '', file);
			else if (node.type === 'image') checkImage(node, node.url, file);
			else if (node.type === 'imageReference') checkImage(node, definitions.get(node.identifier)?.url ?? '', file);
			return undefined;
		});
	};
}

function checkLink(node: Link | LinkReference, url: string, file: VFile): void {
	const text = plainText(node);
	const [said, meant] = url.toLowerCase().startsWith('mailto:') ? [mailbox(text), mailbox(url)] : [hostOf(text), hostOf(url)];
	if (said === undefined || meant === undefined || said === meant) return;
	const note = 'Write what the link leads to, or describe it in words.';
	report(file, node, 'link/text-mismatch', 'warning', `The text of the link names ${said}, but the link leads to ${meant}.`, note);
}

/** Names with a dot alone are no addresses: `Node.js`, `Booking.com`. */
function hostOf(text: string): string | undefined {
	const [, scheme, rest = ''] = /^(https?:\/\/|(?=www\.)|(?=[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/))(\S+)$/i.exec(text) ?? [];
	if (scheme === undefined) return undefined;
	return URL.parse(`https://${rest}`)?.hostname.replace(/^www\./, '');
}

function mailbox(text: string): string | undefined {
	return /^(?:mailto:)?([^\s@?]+@[^\s@?]+)/i.exec(text)?.[1]?.toLowerCase();
}

function checkImage({ alt, ...node }: Image | ImageReference, url: string, file: VFile): void {
	const description = (alt ?? '').trim();
	if (!isImageName(url) || hasBlank(description)) return;
	if (description === '') {
		const reason = 'The image has no description for readers who do not see it.';
		report(file, node, 'image/alt', 'warning', reason, `Write it between the brackets: ![what it shows](${url}).`);
	} else if (description === url || description === url.replace(/\.\w+$/, '')) {
		const reason = 'The description of the image is the name of its file, which tells nothing to readers who do not see it.';
		report(file, node, 'image/alt', 'warning', reason, `Write what it shows between the brackets: ![what it shows](${url}).`);
	}
}
