/** Parts of the page that wait in its templates. */

/** @returns a copy of what a template holds */
export function copyTemplate(name: string): DocumentFragment {
	return document.importNode(part(document, `template[data-template="${name}"]`, HTMLTemplateElement).content, true);
}

/**
 * @returns the first element that matches
 * @throws Error when it is not there, or another kind of element: the page and its script do not belong together
 */
export function part<E extends Element>(root: ParentNode, selector: string, kind: abstract new () => E): E {
	const element = root.querySelector(selector);
	if (element instanceof kind) return element;
	throw new Error(`The page has no ${selector}.`);
}
