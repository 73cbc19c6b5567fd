/** The edits that change the fields of one entry: of a product, a patch or the publication. */
import type { Field } from '../../domain/field';
import type { Entry } from '../../domain/model';
import type { DraftValue } from '../../domain/publicationText';
import type { FieldRole, FieldRoleIn } from '../../domain/roles';
import { attributesOf, startTagOf } from '../../xml/tags';
import { contentStart, placedChildren, type Placed } from '../../xml/locate';
import { declaredPrefix } from '../../xml/namespaces';
import { isElement, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import type { TextEdit } from '../../xml/reparse';
import { Refusal, type FieldChange } from './change';
import { childrenOf, insertionOf, joined, removalOf, type Child } from './children';
import type { FileStyle } from './fileStyle';
import { childName } from './order';
import type { ProductPlace } from './publication';
import type { Block } from './split';

/** The fields that a change writes. */
export type WrittenRole = Extract<
  FieldRoleIn<'product'>,
  'state' | 'state-date' | 'reboot' | 'restriction' | 'comment'
>;

/** The values that an entry gets; `null`: the field is taken away. */
export type FieldValues = ReadonlyMap<WrittenRole, string | null>;

/**
 * The edits that give fields of an entry their values, and leave it only the versions and platforms of a block. Empty where nothing
 * changes. Throws a {@link Refusal} where the entry cannot be edited safely.
 */
export function fieldEdits(
  place: ProductPlace,
  values: FieldValues,
  block: Block | null,
  style: FileStyle,
): TextEdit[] {
  return new EntryEditor(place, style).edits(values, block);
}

/** The edits that change fields of a patch or of the publication; see {@link fieldEdits}. */
export function entryEdits(place: AnyPlace, values: ReadonlyMap<FieldRole, FieldChange>, style: FileStyle): TextEdit[] {
  return new EntryEditor(place, style).edits(values, null);
}

/** An entry of any container. */
interface AnyPlace {
  readonly entry: Entry;
  readonly element: Placed<ElementNode>;
}

/** The fields that an entry has once. */
const SINGLE: ReadonlySet<FieldRole> = new Set([
  ...(['state', 'state-date', 'reboot', 'document-id', 'document-version', 'published', 'supplier'] as const),
  ...(['released', 'revised', 'patch-type', 'severity'] as const),
]);

/** A child that stays or is inserted. */
interface Item {
  readonly name: string;
  /** The child of the file; `null` for an inserted one. */
  readonly child: Child | null;
  /** How many children of the file are before its end. */
  readonly before: number;
  /** Of an inserted one. */
  readonly text: string;
}

class EntryEditor {
  private readonly children: Child[];
  private readonly items: Item[];
  private readonly result: TextEdit[] = [];

  constructor(
    private readonly place: AnyPlace,
    private readonly style: FileStyle,
  ) {
    this.children = childrenOf(place.element);
    this.items = this.children.map((child, index) => {
      return { name: childName(child.element.node, place.entry), child, before: index + 1, text: '' };
    });
  }

  edits(values: ReadonlyMap<FieldRole, FieldChange>, block: Block | null): TextEdit[] {
    if (block !== null) this.keepOnly(block);
    for (const [role, value] of values) this.set(role, value);
    for (const { child, before, text } of this.items) {
      if (child === null) this.result.push(insertionOf(this.children, before, text));
    }
    return joined(this.result);
  }

  private keepOnly({ versions, platforms }: Block): void {
    const { identity } = this.place.entry.vocabulary;
    for (const field of this.place.entry.fields('product-version')) {
      if (!versions.has(identity.version(field.value))) this.remove(field);
    }
    for (const field of this.place.entry.fields('platform')) {
      if (!platforms.has(identity.platform(field.value))) this.remove(field);
    }
  }

  private set(role: FieldRole, value: FieldChange): void {
    const [first, ...others] = this.place.entry.fields(role);
    if (others.length > 0 && SINGLE.has(role)) {
      const name = this.style.nameOf(this.place.entry.container, role);
      throw new Refusal('conflict', 'Several "{0}" in one entry. Remove all but one.', name);
    }
    if (value === null) {
      for (const field of this.place.entry.fields(role)) this.remove(field);
    } else if (typeof value !== 'string') {
      this.add(role, value);
    } else if (first === undefined) {
      this.insert(role, value);
    } else {
      for (const field of others) this.remove(field);
      this.replace(role, first, value);
    }
  }

  /** Adds the values of a list that the entry does not have. */
  private add(role: FieldRole, values: readonly (string | DraftValue)[]): void {
    const known = new Set(this.place.entry.values(role));
    for (const value of values) {
      const text = typeof value === 'string' ? value : value.value;
      if (!known.has(text)) this.insert(role, value);
      known.add(text);
    }
  }

  private childOf({ at }: Field): Child {
    const start = this.place.element.offset + at;
    return this.children.find((child) => child.start === start)!;
  }

  private remove(field: Field): void {
    const child = this.childOf(field);
    this.result.push(removalOf(child.element));
    this.items.splice(
      this.items.findIndex((item) => item.child === child),
      1,
    );
  }

  private insert(role: FieldRole, value: string | DraftValue): void {
    const { style, place, items } = this;
    const name = style.nameOf(place.entry.container, role);
    const names = items.map((item) => item.name);
    const at = style.order(place.element).insertion(names, name);
    const before = items[at - 1]?.before ?? 0;
    items.splice(at, 0, {
      name,
      child: null,
      before,
      text: style.field(style.prefixIn(place.element) + name, value),
    });
  }

  private replace(role: FieldRole, field: Field, value: string): void {
    if (field.value === value && (role !== 'state' || !this.hasOwnList(field))) return;
    if (role === 'reboot' && TRUTH.get(field.value) === TRUTH.get(value)) return;
    const { element } = this.childOf(field);
    if (role === 'state' && this.hasOwnList(field)) this.result.push(...attributeRemovals(element));
    if (field.value !== value) this.result.push(...valueEdits(element, this.style.escaped(value)));
  }

  /** Whether a state is one of a list that the supplier names. */
  private hasOwnList(field: Field): boolean {
    return field.attribute('code-list', this.place.entry.vocabulary) !== undefined;
  }
}

/** xs:boolean has two forms for each value. */
const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** The attributes of a state describe a code of the supplier's own list: they would be wrong beside one of the profile. */
function attributeRemovals({ node, offset }: Placed<ElementNode>): TextEdit[] {
  const tag = startTagOf(node);
  return attributesOf(node).flatMap((attribute, index): TextEdit[] => {
    if (declaredPrefix(attribute.name) !== null) return [];
    const start = tag.attributes[index - 1]?.end ?? tag.nameEnd;
    return [{ start: offset + start, end: offset + attribute.end, text: '' }];
  });
}

/** The edits that replace the text of an element; comments in it, its attributes and the whitespace around its text stay. */
function valueEdits(element: Placed<ElementNode>, text: string): TextEdit[] {
  const { node, offset } = element;
  if (node.kind === NodeKind.EmptyElement) {
    const end = offset + node.width;
    const slash = /\s*\/>$/.exec(textOf(node))![0].length;
    return [{ start: end - slash, end, text: `>${text}</${node.name}>` }];
  }
  const runs: { start: number; text: string }[] = [];
  let isOpen = false;
  for (const { node: part, offset: at } of placedChildren(element)) {
    if (isElement(part))
      throw new Refusal('conflict', 'Element "{0}" contains other elements. Remove them.', node.name);
    const isData = part.kind !== NodeKind.Comment && part.kind !== NodeKind.ProcessingInstruction;
    if (isData && isOpen) runs.at(-1)!.text += textOf(part);
    else if (isData) runs.push({ start: at, text: textOf(part) });
    isOpen = isData;
  }
  const filled = runs.filter((run) => run.text.trim() !== '');
  if (filled.length === 0) return [{ start: contentStart(element), end: contentStart(element), text }];
  return filled.map((run, index) => {
    const start = run.start + run.text.length - run.text.trimStart().length;
    return { start, end: run.start + run.text.trimEnd().length, text: index === 0 ? text : '' };
  });
}
