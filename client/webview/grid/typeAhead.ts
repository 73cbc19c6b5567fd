/** Letters that are typed one after the other jump to a name. */
export interface Names {
  readonly count: number;
  /** Where one is now. */
  readonly now: number;
  /** `undefined` where there is no name. */
  readonly nameOf: (index: number) => string | undefined;
}

/** After so long, a letter begins another word. */
const PAUSE_MS = 800;

export class TypeAhead {
  private word = '';
  private last = -Infinity;

  constructor(private readonly clock = (): number => performance.now()) {}

  /** The next name that begins with what was typed, or whose number does; round to the beginning after the end. */
  type(letter: string, { count, now, nameOf }: Names): number | undefined {
    const time = this.clock();
    this.word = (time - this.last > PAUSE_MS ? '' : this.word) + letter.toLowerCase();
    this.last = time;
    // The first letter leads on; those that follow may stay with what they have found.
    const first = this.word.length === 1 ? now + 1 : now;
    for (let steps = 0; steps < count; steps++) {
      const index = (Math.max(0, first) + steps) % count;
      const name = nameOf(index)?.toLowerCase();
      if (name !== undefined && (name.startsWith(this.word) || name.replace(/^\D+/, '').startsWith(this.word)))
        return index;
    }
    return undefined;
  }
}
