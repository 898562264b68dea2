import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

/** Undefined where there is none. */
export const chromiumPath = findChromium();

/**
 * @param more flags of Chromium
 * @returns a browser with an empty profile, for whoever closes it.
 */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
	return chromium.launch({ ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }), args: [...flags, ...more] });
}

const flags = [
	'--headless=new',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
