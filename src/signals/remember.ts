/** @returns the function with its answers kept: few names occur in all of a site, each of them very often. */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
	const known = new Map<string, { readonly value: T }>();
	return (text) => {
		const seen = known.get(text);
		if (seen) return seen.value;
		const value = compute(text);
		known.set(text, { value });
		return value;
	};
}

/** @returns the function, which computes its value when it is first asked. */
export function once<T>(compute: () => T): () => T {
	let known: { readonly value: T } | undefined;
	return () => (known ??= { value: compute() }).value;
}

/** @returns the function with its last answer kept, for who asks the same several times in a row. */
export function rememberLast<K extends object, T>(compute: (key: K) => T): (key: K) => T {
	let last: { readonly key: K; readonly value: T } | undefined;
	return (key) => {
		if (last?.key !== key) last = { key, value: compute(key) };
		return last.value;
	};
}
