import { entitiesOf } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { endTagOf } from '../../xml/tags';
import {
  expectedAt,
  schemaInfo,
  canRenameTo,
  identityValuesIn,
  candidateTypes,
  type ElementDeclaration,
  type Schema,
  type TypeDefinition,
  type Wildcard,
} from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { allows } from '../../xsd/wildcards';
import { describeDeclaration, textType } from '../support/describe';
import type { GovernedDocument } from '../../workspace/document';
import { descriptionText, typeText } from '../hover/hover';
import { paragraphs } from '../support/markdown';
import { ElementWriter, type TakenValues, type ValuesOf } from './elementTemplate';
import { detailOf, type CompletionItem, type CompletionOptions } from './item';
import { Prefixes } from './prefixes';
import { usedElementItems } from './usedNames';
import { textAt, type TagPlace } from './tagPlace';
import type { Localize } from '../../xml/problem';
import { localName } from '../../xml/namespaces';

/** An element of an abstract type is offered with at most this number of types. */
const MAX_TYPES = 30;

/** An element that is allowed at a place. */
interface ElementCandidate {
  readonly declaration: ElementDeclaration;
  /** The type for `xsi:type`; `undefined` where none is needed. */
  readonly xsiType: TypeDefinition | undefined;
  readonly required: boolean;
}

/**
 * The elements that are allowed at a place, in schema order, each with its required content. Where no schema applies, the
 * elements that the document uses.
 */
export function elementItems(
  document: GovernedDocument,
  place: TagPlace,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { schema, tree } = document;
  const { parent } = place;
  if (schema === null || (parent !== null && schemaInfo(parent, schema) === null)) {
    return usedElementItems(place, entitiesOf(tree), options, localize);
  }
  const { element } = place;
  // An existing element can declare the namespace of its own name.
  const typed = tree.slice(place.start, place.end);
  const prefixes = Prefixes.in(place.renames ? element : parent, entitiesOf(tree), typed);
  const allowed =
    element !== null && place.renames ? renameCandidates(document, element, place, schema) : candidates(place, schema);
  const items = allowed.map(({ declaration, xsiType, required }): CompletionItem => {
    const description = describeDeclaration(document, parent, declaration);
    const { name } = prefixes.element(declaration.namespace, declaration.name);
    const label = xsiType?.name == null ? name : `${name} (${xsiType.name})`;
    return {
      label,
      kind: 'element',
      detail: detailOf(description, localize),
      documentation: () =>
        paragraphs(
          descriptionText(description, schema, localize),
          xsiType === undefined ? '' : typeText(xsiType, schema, localize),
        ),
      start: place.start,
      end: place.end,
      filterText: label,
      ...textAt(
        place,
        name,
        options,
        (template) =>
          new ElementWriter(template, schema, knownValuesIn(document, parent), takenValuesIn(document, parent)).element(
            declaration,
            null,
            prefixes,
            0,
            xsiType,
          ),
        textType(declaration.type) !== null,
      ),
      required,
    };
  });
  // The name in the end tag is most probably the one that was deleted.
  const isDeleted = ({ label }: CompletionItem): boolean => label === place.emptied?.endName;
  return [...items.filter(isDeleted), ...items.filter((item) => !isDeleted(item))];
}

function candidates({ parent, at, renames, emptied }: TagPlace, schema: Schema): ElementCandidate[] {
  return expectedAt(parent, at, schema).elements.flatMap(({ declaration, wildcard, required }): ElementCandidate[] => {
    if (declaration === null) return wildcard === null ? [] : wildcardCandidates(wildcard, schema);
    const types = candidateTypes(declaration, schema);
    if (renames || emptied !== null || types.length === 0 || types[0] === declaration.type) {
      return [{ declaration, xsiType: undefined, required }];
    }
    return types.slice(0, MAX_TYPES).map((xsiType) => ({ declaration, xsiType, required }));
  });
}

/**
 * The names that an existing element can be changed to. A valid element that is required or has content keeps its name.
 */
function renameCandidates(
  document: GovernedDocument,
  element: Placed<ElementNode>,
  place: TagPlace,
  schema: Schema,
): ElementCandidate[] {
  const all = candidates(place, schema);
  const own = schemaInfo(element, schema);
  const isRequired = all.some(({ declaration, required }) => required && declaration === own?.declaration);
  const isValid = all.some(({ declaration }) => declaration === own?.declaration);
  // Whether identity constraints and rules accept its content in another element could only be found by checking the document.
  const hasContent = element.node.content !== null;
  if (isRequired || (isValid && hasContent)) return all.filter(({ declaration }) => declaration === own?.declaration);
  if (!isValid || endTagOf(element.node).kind === 'MissingEndTag') return all;
  const entities = entitiesOf(document.tree);
  return all.filter(({ declaration }) => canRenameTo(element, declaration, schema, entities));
}

/** The elements that a wildcard with `processContents="strict"` allows: those with a global declaration. */
function wildcardCandidates({ constraint, processContents }: Wildcard, schema: Schema): ElementCandidate[] {
  if (processContents !== 'strict') return [];
  return [...schema.elements.values()]
    .filter(({ abstract, namespace }) => !abstract && allows(constraint, namespace))
    .map((declaration) => ({ declaration, xsiType: undefined, required: false }));
}

/** Known values: those of the element tables before those of the schema, which can leave a code list open. */
export function knownValuesIn({ vocabulary }: GovernedDocument, parent: Placed<ElementNode> | null): ValuesOf {
  return (declaration, within) => {
    const parentName = within?.name ?? (parent && localName(parent.node.name));
    const row = vocabulary?.elementRow(parentName, declaration.name);
    const type = textType(declaration.type);
    return row?.values?.map(({ value }) => value) ?? (type ? allowedValues(type).map(({ value }) => value) : []);
  };
}

/** The values that other elements have, for an element that is written in `parent`. */
export function takenValuesIn(
  { tree, schema }: GovernedDocument,
  parent: Placed<ElementNode> | null,
): TakenValues | undefined {
  if (parent === null || schema === null) return undefined;
  return (declaration, attribute) => {
    const name = attribute && { namespace: attribute.namespace, local: attribute.name };
    return identityValuesIn(parent, declaration, name, schema, entitiesOf(tree)).isTaken;
  };
}
