/**
 * The site's one inline script, the same bytes on every page, so that its hash can stand in a Content-Security-Policy.
 *
 * It does what must precede the first paint and nothing else: it puts the reader's stored choices on the root element, where the style
 * sheet finds them. `?min=7` comes before a stored minimum. It counts the bounds in `data-bands` that the score reaches and writes as many
 * pluses, which is how the style sheet knows a minimum. Without storage nothing happens; `src/client/` does the rest later.
 */
export const headScript =
	"(d=>{let m=/[?&]min=([\\d.]+)/.exec(location.search);try{for(let k of['theme','density','min']){let v=localStorage[k];if(v&&(d.bands||k!='min'))d[k]=v}}catch{}if(m&&d.bands)d.min='+'.repeat(d.bands.split(' ').filter(b=>+b<=m[1]).length)})(document.documentElement.dataset)";
