/** @returns the file a path is written to: `signals/x/index.html`. */
export function fileOf(outputPath: string): string {
	const file = decodeURIComponent(outputPath.slice(1));
	return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}
