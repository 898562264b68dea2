/** Values that were asked for lately, so that none is read twice in a row and memory stays bounded. */
export class Recent<T> {
	readonly #most: number;
	#young = new Map<string, T>();
	#old = new Map<string, T>();

	/** @param most how many are kept, at the least; at the most twice as many */
	constructor(most: number) {
		this.#most = most;
	}

	get(key: string): T | undefined {
		const young = this.#young.get(key);
		if (young !== undefined) return young;
		const old = this.#old.get(key);
		if (old !== undefined) this.set(key, old);
		return old;
	}

	set(key: string, value: T): void {
		if (this.#young.size >= this.#most) [this.#old, this.#young] = [this.#young, new Map<string, T>()];
		this.#young.set(key, value);
	}
}
