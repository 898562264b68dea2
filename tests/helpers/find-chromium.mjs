// Plain JavaScript, because the test runner reads it before it is known which Node runs.
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {Readonly<Record<string, string | undefined>>} env CHROME_PATH wins over every usual place
 * @returns {string | undefined} path of a Chromium or Chrome, undefined where there is none
 */
export function findChromium(env = process.env) {
	if (env['CHROME_PATH']) return env['CHROME_PATH'];
	const windowsFolders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined);
	return [
		...(env['PATH'] ?? '')
			.split(path.delimiter)
			.flatMap((folder) =>
				['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => path.join(folder, name)),
			),
		...['/usr/bin', '/snap/bin'].flatMap((folder) =>
			['chromium', 'chromium-browser', 'google-chrome'].map((name) => path.join(folder, name)),
		),
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		...windowsFolders.flatMap((folder) =>
			['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((name) =>
				path.join(folder, name),
			),
		),
	].find((file) => existsSync(file));
}
