/**
 * While one indexer packs what it was given, another one takes records.
 * @throws what the first to fail throws, once none is running any more
 */
export async function twoAtATime<T>(
	items: readonly T[],
	interrupted: AbortSignal,
	use: (item: T, stopped: AbortSignal) => Promise<void>,
): Promise<void> {
	const stop = new AbortController();
	const stopped = AbortSignal.any([interrupted, stop.signal]);
	const queue = items.values();
	let failure: { readonly error: unknown } | undefined;
	const work = async () => {
		try {
			for (const item of queue) await use(item, stopped);
		} catch (error) {
			failure ??= { error };
			stop.abort();
		}
	};
	await Promise.all([work(), work()]);
	if (failure) throw failure.error;
}
