/** A field of an entry: a child element with a plain value. */
import type { Entities } from '../xml/entities';
import { forEachChild, NodeFlag, NodeKind, textOf, type ElementNode } from '../xml/nodes';
import { attributesOf, startTagOf } from '../xml/tags';
import { attributeValue, contentValue } from '../xml/values';
import type { AttributeRole, FieldRole } from './roles';
import type { Vocabulary } from './vocabulary';
import type { InternedValue, ValueTable } from './valueTable';

/** A half-open range of UTF-16 units; its owner documents what it counts from. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The range with `by` added to both offsets. */
export function shiftedRange({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

/** A child element of an entry that has a role. All offsets count from the start of the entry's element. */
export interface Field {
  readonly role: FieldRole;
  readonly node: ElementNode;
  /** Start of the child element. */
  readonly at: number;
  /** The character data as written, references expanded. */
  readonly rawValue: string;
  /** The value without leading and trailing whitespace. */
  readonly value: string;
  /** The object that equal fields share; `null` where the value is not interned. */
  readonly interned: InternedValue | null;
  /** The value without leading and trailing whitespace; the name in the start tag where it is empty. */
  readonly range: Range;
  /** Whether its XML has a problem, so that its value is not reliable. */
  readonly isBroken: boolean;
  /** An element with the same start tag, which may be without its content. */
  readonly startTag: ElementNode;
  /** The value of the attribute that has a role; `undefined` where it is absent or the vocabulary has none. */
  attribute(role: AttributeRole, vocabulary: Vocabulary): string | undefined;
  /** The same field with `by` added to its offsets. */
  shifted(by: number): Field;
}

/** A field that is read from a tree. */
export class NodeField implements Field {
  private memo: string | undefined;
  private knownInterned: InternedValue | null | undefined;

  /** @param valueTable of the role; `null`: values are not interned */
  constructor(
    readonly role: FieldRole,
    readonly node: ElementNode,
    readonly at: number,
    private readonly entities: Entities,
    private readonly valueTable: ValueTable | null = null,
  ) {}

  shifted(by: number): Field {
    return new NodeField(this.role, this.node, this.at + by, this.entities, this.valueTable);
  }

  get interned(): InternedValue | null {
    if (this.knownInterned === undefined) this.knownInterned = this.valueTable?.of(this.node, this.entities) ?? null;
    return this.knownInterned;
  }

  get isBroken(): boolean {
    return (this.node.flags & NodeFlag.Problem) !== 0;
  }

  get startTag(): ElementNode {
    return this.node;
  }

  get rawValue(): string {
    return this.interned?.rawValue ?? (this.memo ??= contentValue(this.node, this.entities));
  }

  get value(): string {
    return this.interned?.value ?? this.rawValue.trim();
  }

  get range(): Range {
    return valueRange(this.node, this.at) ?? nameRange(this.node, this.at);
  }

  attribute(role: AttributeRole, vocabulary: Vocabulary): string | undefined {
    return attributeOf(this.node, vocabulary.attributeName(role), this.entities);
  }
}

/** The value of an element's attribute; `undefined` where there is none of that name. */
export function attributeOf(element: ElementNode, name: string | undefined, entities: Entities): string | undefined {
  const attribute = attributesOf(element).find((candidate) => candidate.name === name);
  return attribute && attributeValue(attribute, entities);
}

/** The range of an element's name in its start tag; counts from where `at`, the element's start, counts from. */
export function nameRange(element: ElementNode, at: number): Range {
  const { nameStart, nameEnd } = startTagOf(element);
  return { start: at + nameStart, end: at + nameEnd };
}

/** From the first to the last character of the value, without comments and whitespace around it; `null` where it is empty. */
function valueRange(element: ElementNode, at: number): Range | null {
  let start = -1;
  let end = -1;
  forEachChild(element.content, at + element.openWidth, (child, offset) => {
    if (child.kind === NodeKind.Comment || child.kind === NodeKind.ProcessingInstruction) return;
    const text = textOf(child);
    const first = text.length - text.trimStart().length;
    if (first === text.length) return;
    if (start < 0) start = offset + first;
    end = offset + text.trimEnd().length;
  });
  return start < 0 ? null : { start, end };
}
