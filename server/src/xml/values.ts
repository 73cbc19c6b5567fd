import { EMPTY_ENTITIES, type Entities } from './dtd/declarations';
import type { ContentNode, ElementNode, LeafNode } from './nodes';
import { forEachChild, isElement, isLeaf, NodeKind } from './nodes';
import { characterOf, scanReference, predefinedCharacter } from './syntax/references';
import { attributesOf, startTagOf, type Attribute } from './tags';
import { expandedEntity, replacementTree } from './entities/expansion';

/**
 * An attribute's value, normalised (XML 1.0, 3.3.3): line ends and white space become spaces, references are expanded.
 * A reference without a known value expands to nothing; an `&` that does not start a reference is kept.
 * @param elementName the element's name as written: for the types that a DTD gives to its attributes, which decide whether
 *   leading, trailing and double spaces are removed. Without it, the type is CDATA
 */
export function attributeValue(attribute: Attribute, entities: Entities, elementName?: string): string {
  const value = normalised(attribute.rawValue, entities, true);
  if (elementName === undefined || entities.attributes.size === 0) return value;
  const type = entities.attributes.get(elementName)?.get(attribute.name)?.type ?? 'CDATA';
  return type === 'CDATA' ? value : collapsed(value);
}

/** The normalised default values of an element's attributes in the DTD (3.3.2), by name. */
export function attributeDefaults(entities: Entities, elementName: string): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  for (const { name, type, rawDefault } of entities.attributes.get(elementName)?.values() ?? []) {
    if (rawDefault === null) continue;
    const value = normalised(rawDefault, entities, true);
    defaults.set(name, type === 'CDATA' ? value : collapsed(value));
  }
  return defaults;
}

/**
 * The attributes of an element: those in its tag, then those that the tag lacks and the DTD has defaults for.
 * The latter have no place of their own: their range is the name in the tag.
 */
export function attributesWithDefaults(element: ElementNode, entities: Entities): readonly Attribute[] {
  const own = attributesOf(element);
  const declared = entities.attributes.get(element.name);
  if (declared === undefined) return own;
  const { nameStart, nameEnd } = startTagOf(element);
  const place = { nameStart, nameEnd, valueStart: nameStart, valueEnd: nameEnd, end: nameEnd };
  const given = [...declared.values()].flatMap(({ name, rawDefault }): Attribute[] => {
    if (rawDefault === null || own.some((attribute) => attribute.name === name)) return [];
    return [{ kind: 'Attribute', name, rawValue: rawDefault, ...place }];
  });
  return given.length === 0 ? own : [...own, ...given];
}

function collapsed(value: string): string {
  return value.replace(/ +/g, ' ').replace(/^ | $/g, '');
}

/** @param isDocument whether CR LF in the text is still to be read as one line end (2.11); in the text of an entity, it has been */
function normalised(raw: string, entities: Entities, isDocument: boolean): string {
  if (!/[&\t\n\r]/.test(raw)) return raw;
  const spaced = raw.replace(isDocument ? /\r\n|[\t\n\r]/g : /[\t\n\r]/g, ' ');
  let value = '';
  let done = 0;
  for (let at = spaced.indexOf('&'); at >= 0; at = spaced.indexOf('&', Math.max(at + 1, done))) {
    const end = scanReference(spaced, at);
    if (end <= 0) continue;
    value += spaced.slice(done, at) + referenceValue(spaced.slice(at, end), entities, normalisedEntity);
    done = end;
  }
  return value + spaced.slice(done);
}

/** A text with its references expanded. It must have references to characters and predefined entities only. */
export function withCharacters(text: string): string {
  let value = '';
  let done = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', done)) {
    const end = scanReference(text, at);
    value += text.slice(done, at) + referenceValue(text.slice(at, end), EMPTY_ENTITIES, () => '');
    done = end;
  }
  return value + text.slice(done);
}

function normalisedEntity(name: string, entities: Entities): string {
  const entity = expandedEntity(name, entities);
  return entity === null ? '' : normalised(entity.replacement!, entities, false);
}

/** The value of a reference, given with `&` and `;`; `expand` gives that of a declared entity. */
function referenceValue(
  reference: string,
  entities: Entities,
  expand: (name: string, entities: Entities) => string,
): string {
  if (reference[1] === '#') {
    const codePoint = characterOf(reference, 0, reference.length);
    return codePoint < 0 ? '' : String.fromCodePoint(codePoint);
  }
  const name = reference.slice(1, -1);
  return predefinedCharacter(name) ?? expand(name, entities);
}

/**
 * The character data directly in an element: its text and CDATA sections, with line ends read as LF (2.11) and references
 * expanded. Comments, processing instructions and child elements are left out.
 */
export function contentValue(element: ElementNode, entities: Entities): string {
  const { content } = element;
  if (content === null) return '';
  if (isLeaf(content)) return leafValue(content, entities, true);
  return characterData(content, entities, true);
}

function characterData(content: ContentNode | null, entities: Entities, isDocument: boolean): string {
  let value = '';
  forEachChild(content, 0, (child) => {
    if (!isElement(child)) value += leafValue(child, entities, isDocument);
  });
  return value;
}

/** The character data of a leaf; empty for a comment, a tag and the like. @param isDocument see {@link normalised} */
export function leafValue(leaf: LeafNode, entities: Entities, isDocument = true): string {
  const { source, start } = leaf;
  const end = start + leaf.width;
  switch (leaf.kind) {
    case NodeKind.Text:
    case NodeKind.BareAmpersand:
    case NodeKind.BareLessThan:
      return withLineEnds(source.slice(start, end), isDocument);
    case NodeKind.CData:
      return withLineEnds(cdataText(source.slice(start, end)), isDocument);
    case NodeKind.Reference:
      return referenceValue(source.slice(start, end), entities, entityText);
    default:
      return '';
  }
}

function entityText(name: string, entities: Entities): string {
  const entity = expandedEntity(name, entities);
  return entity === null ? '' : characterData(replacementTree(entity).content, entities, false);
}

function cdataText(section: string): string {
  return section.slice('<![CDATA['.length, section.endsWith(']]>') ? -3 : undefined);
}

function withLineEnds(text: string, isDocument: boolean): string {
  return isDocument && text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
