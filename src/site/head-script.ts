/**
 * The site's one inline script, the same bytes on every page, so that its hash can stand in a Content-Security-Policy.
 *
 * Before the first paint it puts the reader's stored theme and density on the root element; once the page is read it checks the
 * radios that match and picks the matching theme-color, light being the first of the two; it stores a choice when one is made, and follows choices made in another tab. Without storage the radios still
 * work for the page at hand, by `:has()` alone.
 */
export const headScript =
	"(d=>{let o=d.documentElement.dataset,p=()=>{for(let k of['theme','density'])try{let v=localStorage[k]||'',r;o[k]=v;if(r=d.querySelector('[name='+k+'][value=\"'+CSS.escape(v)+'\"]'))r.checked=1}catch{}d.querySelectorAll('[name=theme-color]').forEach((m,i)=>{let c=i?'dark':'light',v=o.theme;m.media=v?v==c?'':'not all':'(prefers-color-scheme:'+c+')'})};p();d.addEventListener('DOMContentLoaded',p);addEventListener('pageshow',p);addEventListener('storage',p);d.addEventListener('change',({target:{name:n,value:v}})=>{try{let s=localStorage;if(n in o){v?s[n]=v:delete s[n];p()}}catch{}})})(document)";
