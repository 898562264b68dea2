/**
 * The site's one inline script, the same bytes on every page, so that its hash can stand in a Content-Security-Policy.
 *
 * Before the first paint it puts the reader's stored theme and density on the root element; once the page is read it checks the
 * radios that match, stores a choice when one is made, and follows choices made in another tab. Without storage the radios still
 * work for the page at hand, by `:has()` alone.
 */
export const headScript =
	"(d=>{let e=d.documentElement,p=()=>{for(let k of['theme','density'])try{let v=localStorage.getItem(k)||'',r;e.setAttribute('data-'+k,v);if(r=d.querySelector('[name='+k+'][value=\"'+CSS.escape(v)+'\"]'))r.checked=1}catch{}};p();d.addEventListener('DOMContentLoaded',p);addEventListener('pageshow',p);addEventListener('storage',p);d.addEventListener('change',({target:t})=>{try{if(e.hasAttribute('data-'+t.name)){t.value?localStorage.setItem(t.name,t.value):localStorage.removeItem(t.name);p()}}catch{}})})(document)";
