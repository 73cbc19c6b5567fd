/** Elements by number, in the order of their numbers in the document, used again once their number is no longer shown. */
export class Pool<Item> {
  private readonly items = new Map<number, Item>();
  private readonly spare: Item[] = [];

  /**
   * @param make makes a new one
   * @param elementOf its element
   * @param parent where it is put
   */
  constructor(
    private readonly parent: Element,
    private readonly make: () => Item,
    private readonly elementOf: (item: Item) => HTMLElement,
  ) {}

  get(number: number): Item | undefined {
    return this.items.get(number);
  }

  entries(): IterableIterator<[number, Item]> {
    return this.items.entries();
  }

  /** What is shown, as elements. */
  elements(): HTMLElement[] {
    return [...this.items.values()].map(this.elementOf);
  }

  /**
   * Shows these numbers and no others.
   * @param numbers ascending
   * @param fill called for each one that was not shown before
   */
  show(numbers: readonly number[], fill: (item: Item, number: number) => void): void {
    const wanted = new Set(numbers);
    for (const [number, item] of this.items) {
      if (wanted.has(number)) continue;
      this.items.delete(number);
      this.spare.push(item);
    }
    // Backwards: each is put in front of the one behind it, which is in its place already.
    let behind: Element | null = null;
    for (let index = numbers.length - 1; index >= 0; index--) {
      const number = numbers[index]!;
      let item = this.items.get(number);
      if (item === undefined) {
        item = this.spare.pop() ?? this.make();
        this.items.set(number, item);
        this.parent.insertBefore(this.elementOf(item), behind);
        fill(item, number);
      }
      behind = this.elementOf(item);
    }
    for (const item of this.spare) this.elementOf(item).remove();
    this.spare.length = Math.min(this.spare.length, MOST_SPARE);
  }
}

const MOST_SPARE = 64;
