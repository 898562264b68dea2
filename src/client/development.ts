/**
 * Keeps a page of the development server in step with the content without loading it again: where two answers of the server differ, and
 * nowhere else, the page is changed. What the reader scrolled to and what scripts added stays, and nothing has to be fetched but the page.
 */

/** What Vite gives a module to talk to its server by. */
interface Hot {
	send(event: string, data: unknown): void;
	on(event: string, listener: () => void): void;
}

/** What the server writes into a page. */
interface Written {
	/** Of what the page shows. */
	readonly version: number;
	/** Names of messages: to the server, with the version, and from it, whenever another is to be shown. */
	readonly shownMessage: string;
	readonly changedMessage: string;
}

/** @param hot of Vite's client */
export function followContent(hot: Hot, { version, shownMessage, changedMessage }: Written): void {
	let shown = ask(version);
	let following = Promise.resolve();
	const follow = async () => {
		const [before, after] = [await shown, await ask()];
		if (before && after && bringUpToDate(document.documentElement, before, after)) {
			shown = Promise.resolve(after);
			// The page's own scripts look again at what was chosen, and at what there is to count.
			dispatchEvent(new Event('storage'));
		} else location.reload();
	};
	hot.on(changedMessage, () => {
		following = following.then(follow);
	});
	hot.send(shownMessage, { version, isFollowing: true });
}

/**
 * @param version that it has to be of; without it, any
 * @returns what the server answers for this page now; undefined for anything but the page: problems are a page of their own
 */
async function ask(version?: number): Promise<Element | undefined> {
	try {
		const response = await fetch(location.href, { headers: { accept: 'text/html' } });
		const root = new DOMParser().parseFromString(await response.text(), 'text/html').documentElement;
		const isPage = response.ok && !response.redirected;
		return isPage && (version === undefined || versionOf(root) === version) ? root : undefined;
	} catch {
		// The server is gone, or was interrupted: what is shown is not known then, and the page is loaded with the next change.
		return undefined;
	}
}

function versionOf(root: Element): number {
	return Number(root.querySelector<HTMLElement>('script[data-version]')?.dataset['version']);
}

/**
 * Changes a page where what it was made of changed.
 * @param live may differ from `before`, where scripts changed it
 * @returns whether all changes could be made
 */
function bringUpToDate(live: Node, before: Node, after: Node): boolean {
	if (before.isEqualNode(after)) return true;
	if (isScript(before) && isScript(after)) return true;
	if (!canDescend(live, before, after)) return replace(live, before, after);
	return [...before.childNodes].every((child, index) => {
		const [liveChild, afterChild] = [live.childNodes[index], after.childNodes[index]];
		return liveChild !== undefined && afterChild !== undefined && bringUpToDate(liveChild, child, afterChild);
	});
}

/** What runs in this page tells its number, which is another each time; the rest is data for machines. */
function isScript(node: Node): boolean {
	return node instanceof Element && node.localName === 'script';
}

/** @returns whether elements have as many children each, so that the differences are inside of these */
function canDescend(live: Node, before: Node, after: Node): boolean {
	const { length } = before.childNodes;
	const isSame = live.nodeName === before.nodeName && before.cloneNode().isEqualNode(after.cloneNode());
	return isSame && length > 0 && after.childNodes.length === length && live.childNodes.length === length;
}

function replace(live: Node, before: Node, after: Node): boolean {
	if (!(live instanceof Element || live instanceof CharacterData) || !live.isEqualNode(before)) return false;
	live.replaceWith(document.importNode(after, true));
	return true;
}
