/**
 * @param file as a problem names it: `content/signals/x.md`
 * @param contentName what problems call the content folder
 * @returns the path below that folder, or undefined for what is not in it
 */
export function fileInContent(file: string, contentName: string): string | undefined {
	return file.startsWith(`${contentName}/`) ? file.slice(contentName.length + 1) : undefined;
}
