/** What the script of every page does once the page is there. Nothing a reader needs depends on it. */
document.documentElement.dataset['script'] = '';
