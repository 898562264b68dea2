/** Tells browsers how to search this site (OpenSearch 1.1, https://github.com/dewitt/opensearch). */
import { branch, empty, leaf, xmlDocument } from '../feeds/xml.ts';
import type { SiteConfig } from './config.ts';
import { paths, url } from './routes.ts';
import { words } from './words.ts';

/** Characters a browser's list has room for (section 4.2, ShortName). */
const shortName = 16;

/** @returns the text of `opensearch.xml`. */
export function serializeOpenSearch(config: SiteConfig): string {
	return xmlDocument(
		branch(
			'OpenSearchDescription',
			[
				leaf('ShortName', [...config.title].slice(0, shortName).join('')),
				leaf('Description', words.search.description(config.title)),
				leaf('Image', url(config, paths.icon), { width: '16', height: '16', type: 'image/svg+xml' }),
				empty('Url', { type: 'text/html', template: `${url(config, paths.search)}?q={searchTerms}` }),
				empty('Url', { type: 'application/opensearchdescription+xml', rel: 'self', template: url(config, paths.openSearch) }),
				leaf('Language', config.language),
				leaf('InputEncoding', 'UTF-8'),
			],
			{ xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
		),
	);
}
