/** Elements by number, in ascending order in the document. An element is reused when its number is no longer shown. */
export class Pool<Item> {
  private readonly items = new Map<number, Item>();
  private readonly spare: Item[] = [];

  /**
   * @param parent where the elements are inserted
   * @param make creates an item
   * @param elementOf the element of an item
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

  /** The elements that are shown. */
  elements(): HTMLElement[] {
    return [...this.items.values()].map(this.elementOf);
  }

  /**
   * Shows exactly these numbers.
   * @param numbers ascending
   * @param fill called for each number that was not shown before
   */
  show(numbers: readonly number[], fill: (item: Item, number: number) => void): void {
    const wanted = new Set(numbers);
    for (const [number, item] of this.items) {
      if (wanted.has(number)) continue;
      this.items.delete(number);
      this.spare.push(item);
    }
    // Backwards: each element is inserted before the next one, which is in its place already.
    let next: Element | null = null;
    for (let index = numbers.length - 1; index >= 0; index--) {
      const number = numbers[index]!;
      let item = this.items.get(number);
      if (item === undefined) {
        item = this.spare.pop() ?? this.make();
        this.items.set(number, item);
        this.parent.insertBefore(this.elementOf(item), next);
        fill(item, number);
      }
      next = this.elementOf(item);
    }
    for (const item of this.spare) this.elementOf(item).remove();
    this.spare.length = Math.min(this.spare.length, MAX_SPARE);
  }
}

const MAX_SPARE = 64;
