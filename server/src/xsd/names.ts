/** Interned expanded names: one object per name and schema, so that automata compare by identity. */
import { nameKey } from './components';

export interface ElementName {
  /** `''` for none. */
  readonly namespace: string;
  readonly local: string;
  /** See `nameKey`. */
  readonly key: string;
}

/** Interns the {@link ElementName}s of one schema. */
export class NameTable {
  readonly #names = new Map<string, ElementName>();

  intern(namespace: string, local: string): ElementName {
    const key = nameKey(namespace, local);
    let name = this.#names.get(key);
    if (name === undefined) {
      name = { namespace, local, key };
      this.#names.set(key, name);
    }
    return name;
  }
}
