/** How code is kept that is loaded again and again: shorter, which loads sooner, but with its names, by which an error says where it happened. */
export const withoutWhiteSpace = {
	compress: { keepNames: { function: true, class: true } },
	mangle: false,
	codegen: { removeWhitespace: true },
} as const;
