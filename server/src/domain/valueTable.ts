/**
 * Interned values of the fields of one role. A publication repeats the same few names, states and dates thousands of times:
 * what follows from a value is computed once and kept with its interned object.
 */
import { NodeFlag, NodeKind, type ElementNode } from '../xml/nodes';
import type { Entities } from '../xml/entities';
import { contentValue } from '../xml/values';
import { interned } from '../xml/strings';

/** One object for all fields of a role in a container that are written the same, attributes included. */
export class InternedValue {
  /** See {@link Field.rawValue}. */
  readonly rawValue: string;
  /** See {@link Field.value}. */
  readonly value: string;
  /** A list of the value alone. */
  readonly list: readonly string[];
  /** Whether no rule about single values reports a problem in it; `false` until it is checked. */
  hasNoProblems = false;

  constructor(rawValue: string) {
    this.rawValue = interned(rawValue);
    this.value = this.rawValue.trim();
    this.list = [this.value];
  }
}

/** Longer texts are not interned: they hardly ever repeat. In UTF-16 units or bytes. */
export const MAX_VALUE_LENGTH = 96;
/** Values of one role in a table; one more clears the table. */
const MAX_VALUES = 4_096;
/** Lookups before the hit rate decides. */
const TRIAL_LOOKUPS = 512;

/** Whether the values of a role repeat often enough to be interned: a table of unique titles costs more than it saves. */
export class AdmissionPolicy {
  private lookups = 0;
  private hits = 0;

  /** Whether to intern further values: during the trial, then while at least one lookup in four is a hit. */
  get admits(): boolean {
    return this.lookups < TRIAL_LOOKUPS || this.hits * 4 >= this.lookups;
  }

  record(isHit: boolean): void {
    this.lookups++;
    if (isHit) this.hits++;
  }
}

/** The interned values of a role, read from trees. */
export class ValueTable {
  private readonly byText = new Map<string, InternedValue>();
  private readonly policy = new AdmissionPolicy();

  /** The interned value of an element; `null` where it is long, has problems, or is more than one text node. */
  of(element: ElementNode, entities: Entities): InternedValue | null {
    const { content, name, openWidth } = element;
    if (!this.policy.admits || (element.flags & NodeFlag.Problem) !== 0) return null;
    if (content !== null && (content.kind !== NodeKind.Text || content.width > MAX_VALUE_LENGTH)) return null;
    let text = content === null ? '' : content.source.slice(content.start, content.start + content.width);
    if ((element.flags & NodeFlag.Attributes) !== 0) {
      // No text node starts with `<`, so attributes and text stay apart.
      const attributes = element.source.slice(element.start + 1 + name.length, element.start + openWidth);
      if (attributes.length > MAX_VALUE_LENGTH) return null;
      text = `<${attributes}${text}`;
    }
    const known = this.byText.get(text);
    this.policy.record(known !== undefined);
    if (known !== undefined) return known;
    const created = new InternedValue(contentValue(element, entities));
    if (this.byText.size >= MAX_VALUES) this.byText.clear();
    this.byText.set(interned(text), created);
    return created;
  }
}
