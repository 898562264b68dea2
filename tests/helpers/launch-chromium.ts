import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

/** Undefined where there is none. */
export const chromiumPath = findChromium();

/** @returns a browser with an empty profile, for whoever closes it. */
export function launchChromium(): Promise<Browser> {
	return launch([...noFeatures, spareProcess]);
}

/**
 * @param port where Lighthouse tells it what to do
 * @returns a browser with an empty profile, for whoever closes it. It keeps the spare process: without it, the trace that Lighthouse
 *   takes often waits five seconds for what a process that has ended might add.
 */
export function launchForLighthouse(port: number): Promise<Browser> {
	return launch(noFeatures, [`--remote-debugging-port=${port}`]);
}

function launch(without: readonly string[], more: readonly string[] = []): Promise<Browser> {
	return chromium.launch({
		...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
		args: [...flags, `--disable-features=${without.join()}`, ...more],
	});
}

/** The process that is started ahead for a page that never comes. */
const spareProcess = 'SpareRendererForSitePerProcess';

/**
 * What Playwright 1.65 switches off, since only the last list of features counts; then the suggestions below the address bar, which nobody
 * sees here: they are pages of their own, and to prepare them takes longer for each new window than all that a test does in it.
 */
const noFeatures = [
	...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable'],
	...['LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect'],
	...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
	...['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup', 'PreloadTopChromeWebUI'],
];

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
