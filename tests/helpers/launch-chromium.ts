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

/**
 * What Playwright 1.65 switches off, since only the last list of features counts; then the suggestions below the address bar, which nobody
 * sees here: they are pages of their own, and to prepare them takes longer for each new window than all that a test does in it; and the
 * process that is started ahead for a page that never comes.
 */
const noFeatures = [
	...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable'],
	...['LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect'],
	...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
	...['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup', 'PreloadTopChromeWebUI', 'SpareRendererForSitePerProcess'],
];

const flags = [
	`--disable-features=${noFeatures.join()}`,
	'--headless=new',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
