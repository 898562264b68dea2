/** What the script of every page does once the page is there. Nothing a reader needs depends on it. */
import { followChoices } from './choices.ts';
import { offerCopies } from './copy.ts';
import { showSwitch } from './help.ts';
import { followKeys } from './keys.ts';
import { tellShown, writeAddress } from './narrowing.ts';
import { colorBars } from './theme-color.ts';
import { followVisits, tellNew } from './visits.ts';

showSwitch();
followKeys();
followChoices((made) => {
	colorBars();
	if (made === 'min') writeAddress();
	tellShown();
	tellNew();
});
offerCopies();

// A page that is only prepared, in case the reader opens it, was not visited.
if ('prerendering' in document && document.prerendering) document.addEventListener('prerenderingchange', visit, { once: true });
else visit();

function visit(): void {
	followVisits();
	tellNew();
}
