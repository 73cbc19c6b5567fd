import { ListNode, NodeFlag, type ContentNode } from '../xml/nodes';

/** The properties of a list node of some siblings. Width, breaks and tail as in every node. */
export interface NodeSummary {
  readonly width: number;
  readonly breaks: number;
  readonly tail: number;
  /** The number of siblings. */
  readonly count: number;
  /** Whether there is a prefixed name in them. */
  readonly isPrefixed: boolean;
  /** The names of the sibling elements as written, without those of their descendants. */
  readonly names: ReadonlySet<string>;
}

/**
 * A list node that holds a summary of its siblings in place of them. They are well-formed, complete and valid. Whatever is
 * memoised with the node (problems, gathered items) is available without parsing; its items are parsed on demand.
 */
export class SummaryNode extends ListNode {
  readonly #names: ReadonlySet<string>;
  readonly #parse: () => ContentNode;
  readonly #text: () => string;

  /**
   * @param parse gives the content; called once for `items`, and for each call of `transientItems`
   * @param text gives the text; called for each call of `lazyText`
   */
  constructor(
    { width, breaks, tail, count, isPrefixed, names }: NodeSummary,
    parse: () => ContentNode,
    text: () => string,
  ) {
    super(isPrefixed ? NodeFlag.Prefixed : 0, width, breaks, tail, HEIGHT, count, NOT_PARSED);
    this.#names = names;
    this.#parse = parse;
    this.#text = text;
    let items: readonly ContentNode[] | null = null;
    Object.defineProperty(this, 'items', { get: () => (items ??= [parse()]), enumerable: true });
  }

  override get isLazy(): boolean {
    return true;
  }

  override lazyText(): string {
    return this.#text();
  }

  override transientItems(): readonly ContentNode[] {
    return [this.#parse()];
  }

  override mayHoldElement(localName: string): boolean {
    for (const name of this.#names) if (name.endsWith(localName)) return true;
    return false;
  }
}

/** More than 1, which is the height of lists whose items are all leaves or elements: the only item may be a list. */
const HEIGHT = 2;
const NOT_PARSED: readonly ContentNode[] = [];
