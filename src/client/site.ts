/** What the script of every page does once the page is there. Nothing a reader needs depends on it. */
import { followChoices } from './choices.ts';
import { offerCopies } from './copy.ts';
import { colorBars } from './theme-color.ts';

followChoices(() => {
	colorBars();
});
offerCopies();
