/** Attributes that do not come from attribute uses of the type, and their values: `xsi:…`, `xmlns:…`, `xml:…`, wildcards. */
import { XML_NAMESPACE, XMLNS_NAMESPACE } from '../../xml/namespaces';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import {
  schemaInfo,
  candidateTypes,
  XSI_NAMESPACE,
  type AttributeDeclaration,
  type Schema,
  type TypeDefinition,
  type Wildcard,
} from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { allows } from '../../xsd/wildcards';
import { Prefixes } from './prefixes';
import { entitiesOf } from '../../xml/entities';
import { attributeValue } from '../../xml/values';
import type { GovernedDocument } from '../../workspace/document';
import { NO_DOCUMENTATION, type CompletionKind, type Proposal } from './item';
import type { ValuePlace } from './valuePlace';
import { typeText } from '../hover/hover';
import type { Localize } from '../../xml/problem';

export interface InstanceAttribute {
  /** With its prefix. */
  readonly name: string;
  /** The namespace declarations to write before it, each after a space. */
  readonly declarations: string;
  /** The allowed values; empty for any. */
  readonly values: readonly string[];
  /** The only useful value. */
  readonly fixed?: string;
  /** English template of its description. */
  readonly meaning: string;
  readonly args: readonly string[];
}

/** The attributes that are useful in an element. */
export function instanceAttributes(
  element: Placed<ElementNode>,
  schema: Schema,
  prefixes: Prefixes,
): InstanceAttribute[] {
  const governed = schemaInfo(element, schema);
  const found: InstanceAttribute[] = [];
  const add = (
    [namespace, local]: readonly [string, string],
    values: readonly string[],
    meaning: string,
    ...args: string[]
  ): void => {
    const { name, declarations } = prefixes.attribute(namespace, local);
    found.push({ name, declarations, values, meaning, args });
  };

  const declaration = governed?.declaration ?? null;
  const types = declaration === null ? [] : candidateTypes(declaration, schema);
  // One type is to choose, too, where the declared one is abstract.
  if (types.length > 1 || (types.length === 1 && types[0] !== declaration?.type)) {
    // The declared type is a valid first choice; if it is not among the types, the user has to choose.
    const names = types[0] === declaration?.type ? typeNames(types, prefixes) : [];
    const isNamed = types[0]?.name != null;
    add(
      [XSI_NAMESPACE, 'type'],
      isNamed ? names : [],
      'The type of this element, if it differs from the declared one.',
    );
  }
  if (declaration?.nillable && element.node.content === null) {
    add([XSI_NAMESPACE, 'nil'], ['true'], 'Marks the element as nil: it has no value.');
  }
  if (element.parent === null) {
    const isQualified = (declaration?.namespace ?? '') !== '';
    if (isQualified) {
      add([XSI_NAMESPACE, 'schemaLocation'], [], 'Pairs of a namespace and the location of its schema.');
    } else {
      add(
        [XSI_NAMESPACE, 'noNamespaceSchemaLocation'],
        [],
        'The location of the schema for elements without a namespace.',
      );
    }
    if (!prefixes.knows(XSI_NAMESPACE)) {
      const meaning = 'Declares the prefix for attributes such as xsi:type.';
      found.push({ name: 'xmlns:xsi', declarations: '', values: [], fixed: XSI_NAMESPACE, meaning, args: [] });
    }
  }
  const type = governed?.type ?? null;
  const wildcard = type?.kind === 'complexType' ? type.attributeWildcard : null;
  if (wildcard !== null) {
    for (const { namespace, local, values } of allowedBy(wildcard, schema)) add([namespace, local], values, '');
  }
  return found;
}

/** The QNames of types for `xsi:type`; types without a name or without a bound prefix are left out. */
export function typeNames(types: readonly TypeDefinition[], prefixes: Prefixes): string[] {
  return types.flatMap(({ name, namespace }) => {
    const qname = name === null ? null : prefixes.value(namespace, name);
    return qname?.declarations === '' ? [qname.name] : [];
  });
}

interface WildcardAttribute {
  readonly namespace: string;
  readonly local: string;
  readonly values: readonly string[];
}

/** The known attributes that a wildcard allows: global ones of the schema, and `xml:lang` and `xml:space`. */
function allowedBy({ constraint, processContents }: Wildcard, schema: Schema): WildcardAttribute[] {
  const declared = [...schema.attributes.values()].filter(({ namespace }) => allows(constraint, namespace));
  const known = declared.map((attribute) => wildcardAttribute(attribute));
  if (processContents === 'strict' || !allows(constraint, XML_NAMESPACE)) return known;
  const ofXml: WildcardAttribute[] = [
    { namespace: XML_NAMESPACE, local: 'lang', values: [] },
    { namespace: XML_NAMESPACE, local: 'space', values: ['default', 'preserve'] },
  ];
  const isNew = ({ local }: WildcardAttribute): boolean =>
    !known.some((other) => other.namespace === XML_NAMESPACE && other.local === local);
  return [...known, ...ofXml.filter(isNew)];
}

function wildcardAttribute({ namespace, name, type }: AttributeDeclaration): WildcardAttribute {
  return { namespace, local: name, values: allowedValues(type).map(({ value }) => value) };
}

/** The values of `xsi:…`, `xmlns:…` and `xml:…` attributes; empty for others. */
export function instanceProposals(
  { tree, schema }: GovernedDocument,
  place: ValuePlace,
  localize: Localize,
): Proposal[] {
  const { element, attributeName } = place;
  if (attributeName === null) return [];
  const { namespace, local } = attributeName;
  const all = (values: readonly string[], kind: CompletionKind): Proposal[] =>
    values.map((value) => ({ value, kind, detail: '', documentation: NO_DOCUMENTATION }));
  if (namespace === XML_NAMESPACE && local === 'space') return all(['default', 'preserve'], 'value');
  if (namespace === XSI_NAMESPACE && local === 'nil') return all(['true', 'false'], 'value');
  if (schema === null) return [];
  if (namespace === XMLNS_NAMESPACE) {
    // Another namespace would change the names in scope.
    const isSet = attributeValue(place.attribute!, entitiesOf(tree)).trim() !== '';
    return isSet ? [] : all(namespacesForPrefix(local, schema), 'value');
  }
  const declaration = schemaInfo(element, schema)?.declaration ?? null;
  if (namespace !== XSI_NAMESPACE || local !== 'type' || declaration === null) return [];
  const prefixes = Prefixes.in(element, entitiesOf(tree));
  return candidateTypes(declaration, schema).flatMap((type) =>
    typeNames([type], prefixes).map((value) => ({
      value,
      kind: 'type',
      detail: type.base?.name ?? '',
      documentation: () => typeText(type, schema, localize),
    })),
  );
}

function namespacesForPrefix(prefix: string, { namespaces }: Schema): string[] {
  return prefix === 'xsi'
    ? [XSI_NAMESPACE]
    : [...namespaces].filter((namespace) => namespace !== '' && namespace !== XML_NAMESPACE);
}
