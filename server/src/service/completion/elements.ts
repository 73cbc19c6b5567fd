import { entitiesOf } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { endTagOf } from '../../xml/tags';
import {
  expectedAt,
  governing,
  mayBecome,
  typesFor,
  type ElementDeclaration,
  type Schema,
  type TypeDefinition,
  type Wildcard,
} from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { allows } from '../../xsd/wildcards';
import { describeDeclaration, textType } from '../describe';
import type { GovernedDocument } from '../document';
import { localName } from '../elementNames';
import { descriptionText } from '../hover';
import type { Localize } from '../localize';
import { ElementWriter, type ValuesOf } from './elementTemplate';
import { detailOf, type CompletionItem, type CompletionOptions } from './item';
import { Prefixes } from './prefixes';
import { seenElementItems } from './seenNames';
import { written, type TagPlace } from './tagPlace';

/** Of an abstract type, so many of those that may stand for it are offered. */
const MOST_TYPES = 30;

/** An element as it may be written. */
interface Offer {
  readonly declaration: ElementDeclaration;
  /** What it claims by `xsi:type`; `undefined` where the declared type will do. */
  readonly claimed: TypeDefinition | undefined;
  readonly required: boolean;
}

/**
 * The elements that may stand at a place, in schema order, each with all that must be in it. Where no schema speaks of the
 * place, those that the document has used.
 */
export function elementItems(
  document: GovernedDocument,
  place: TagPlace,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { schema, tree } = document;
  const { parent } = place;
  if (schema === null || (parent !== null && governing(parent, schema) === null)) {
    return seenElementItems(place, options, localize);
  }
  const { element } = place;
  // An element that stands there declares what its own name needs.
  const prefixes = Prefixes.in(place.renames ? element : parent, entitiesOf(tree));
  const offered =
    element !== null && place.renames ? renamings(document, element, place, schema) : offers(place, schema);
  return offered.map(({ declaration, claimed, required }) => {
    const description = describeDeclaration(document, parent, declaration);
    const { name } = prefixes.element(declaration.namespace, declaration.name);
    const label = claimed?.name == null ? name : `${name} (${claimed.name})`;
    return {
      label,
      kind: 'element',
      detail: detailOf(description, localize),
      documentation: () => descriptionText(description, localize),
      start: place.start,
      end: place.end,
      filterText: label,
      ...written(place, name, options, (template) =>
        new ElementWriter(template, schema, valuesIn(document, parent)).element(
          declaration,
          null,
          prefixes,
          0,
          claimed,
        ),
      ),
      required,
    };
  });
}

function offers({ parent, at, renames }: TagPlace, schema: Schema): Offer[] {
  return expectedAt(parent, at, schema).elements.flatMap(({ declaration, wildcard, required }): Offer[] => {
    if (declaration === null) return wildcard === null ? [] : taken(wildcard, schema);
    const types = typesFor(declaration, schema);
    if (renames || types.length === 0 || types[0] === declaration.type) {
      return [{ declaration, claimed: undefined, required }];
    }
    return types.slice(0, MOST_TYPES).map((claimed) => ({ declaration, claimed, required }));
  });
}

/**
 * The names that an element may have instead of its own. One that is right where it stands, and is needed or has content,
 * stays what it is.
 */
function renamings(document: GovernedDocument, element: Placed<ElementNode>, place: TagPlace, schema: Schema): Offer[] {
  const all = offers(place, schema);
  const own = governing(element, schema);
  const isNeeded = all.some(({ declaration, required }) => required && declaration === own?.declaration);
  const isRight = all.some(({ declaration }) => declaration === own?.declaration);
  // What a value means to identity constraints and to rules, nobody can tell of another element without looking at all.
  const hasContent = element.node.content !== null;
  if (isNeeded || (isRight && hasContent)) return all.filter(({ declaration }) => declaration === own?.declaration);
  if (!isRight || endTagOf(element.node).kind === 'MissingEndTag') return all;
  const entities = entitiesOf(document.tree);
  return all.filter(({ declaration }) => mayBecome(element, declaration, schema, entities));
}

/** Where only declared elements may stand for a wildcard, they are known. */
function taken({ constraint, processContents }: Wildcard, schema: Schema): Offer[] {
  if (processContents !== 'strict') return [];
  return [...schema.elements.values()]
    .filter(({ abstract, namespace }) => !abstract && allows(constraint, namespace))
    .map((declaration) => ({ declaration, claimed: undefined, required: false }));
}

/** The values of the tables before those of the schema: a schema may leave a code list open. */
export function valuesIn({ vocabulary }: GovernedDocument, parent: Placed<ElementNode> | null): ValuesOf {
  return (declaration, within) => {
    const parentName = within?.name ?? (parent && localName(parent.node.name));
    const row = vocabulary?.elementRow(parentName, declaration.name);
    const type = textType(declaration.type);
    return row?.values?.map(({ value }) => value) ?? (type ? allowedValues(type).map(({ value }) => value) : []);
  };
}
