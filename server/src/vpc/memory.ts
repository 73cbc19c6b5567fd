/** What follows from entries. */
import type { Entry } from './model';
import { StreamedEntry } from './stream/streamedEntry';

/**
 * Remembers with each entry what follows from it. A streamed entry is asked about while it is read and never again: of
 * those, the last one is remembered.
 */
export class Memory<E extends Entry, T> {
  private readonly byEntry = new WeakMap<Entry, T>();
  private last: { readonly entry: Entry; readonly made: T } | null = null;

  constructor(private readonly make: (entry: E) => T) {}

  of(entry: E): T {
    if (entry instanceof StreamedEntry) {
      if (this.last?.entry !== entry) this.last = { entry, made: this.make(entry) };
      return this.last.made;
    }
    let made = this.byEntry.get(entry);
    if (made === undefined) this.byEntry.set(entry, (made = this.make(entry)));
    return made;
  }
}
