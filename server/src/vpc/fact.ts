/** One thing that an entry says: a child element with a plain value. */
import type { Entities } from '../xml/entities';
import { forEachChild, NodeFlag, NodeKind, textOf, type ElementNode } from '../xml/nodes';
import { attributesOf, startTagOf } from '../xml/tags';
import { attributeValue, contentValue } from '../xml/values';
import type { AttributeRole, FactRole } from './roles';
import type { Vocabulary } from './vocabulary';
import type { Wording, Wordings } from './wording';

/** A half-open range of UTF-16 units; what it counts from is said where it is given. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The same range that much further on. */
export function shiftedRange({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

/** A child element of an entry that plays a role. All places count from the start of the entry's element. */
export interface Fact {
  readonly role: FactRole;
  readonly node: ElementNode;
  /** Where the child element starts. */
  readonly at: number;
  /** The character data as it stands there, references expanded. */
  readonly rawValue: string;
  /** The value without the blanks around it. */
  readonly value: string;
  /** What it shares with all that are written the same; `null` where that is not kept. */
  readonly wording: Wording | null;
  /** Where the value stands, without the blanks around it; the start tag's name where it is empty. */
  readonly range: Range;
  /** There is a mistake in its XML: nobody knows what it says. */
  readonly isBroken: boolean;
  /** The value of the attribute that plays a role; `undefined` where it is not there or the vocabulary has none. */
  attribute(role: AttributeRole, vocabulary: Vocabulary): string | undefined;
  /** The same fact with its places that much further on. */
  shifted(by: number): Fact;
}

/** A fact read from a tree. */
export class NodeFact implements Fact {
  private known: string | undefined;
  private knownWording: Wording | null | undefined;

  /** @param wordings of the role; `null` where they are not kept */
  constructor(
    readonly role: FactRole,
    readonly node: ElementNode,
    readonly at: number,
    private readonly entities: Entities,
    private readonly wordings: Wordings | null = null,
  ) {}

  shifted(by: number): Fact {
    return new NodeFact(this.role, this.node, this.at + by, this.entities, this.wordings);
  }

  get wording(): Wording | null {
    if (this.knownWording === undefined) this.knownWording = this.wordings?.of(this.node, this.entities) ?? null;
    return this.knownWording;
  }

  get isBroken(): boolean {
    return (this.node.flags & NodeFlag.Problem) !== 0;
  }

  get rawValue(): string {
    return this.wording?.rawValue ?? (this.known ??= contentValue(this.node, this.entities));
  }

  get value(): string {
    return this.wording?.value ?? this.rawValue.trim();
  }

  get range(): Range {
    return valueRange(this.node, this.at) ?? nameRange(this.node, this.at);
  }

  attribute(role: AttributeRole, vocabulary: Vocabulary): string | undefined {
    return attributeOf(this.node, vocabulary.attributeName(role), this.entities);
  }
}

/** The value of an element's attribute; `undefined` where it has none of that name. */
export function attributeOf(element: ElementNode, name: string | undefined, entities: Entities): string | undefined {
  const attribute = attributesOf(element).find((candidate) => candidate.name === name);
  return attribute && attributeValue(attribute, entities);
}

/** The range of an element's name in its start tag; `at` is where the element starts. */
export function nameRange(element: ElementNode, at: number): Range {
  const { nameStart, nameEnd } = startTagOf(element);
  return { start: at + nameStart, end: at + nameEnd };
}

/** From the first character of the value to the last; comments and blanks around it are left out. */
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
