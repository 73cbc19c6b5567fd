/** The attributes that every element may have whatever its type says: `xsi:…`, `xmlns:…`, and those that a wildcard takes. */
import { XML_NAMESPACE } from '../../xml/namespaces';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import {
  governing,
  typesFor,
  XSI_NAMESPACE,
  type AttributeDeclaration,
  type Schema,
  type TypeDefinition,
  type Wildcard,
} from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { allows } from '../../xsd/wildcards';
import type { Prefixes } from './prefixes';

/** An attribute to offer. */
export interface InstanceAttribute {
  /** As it is written, prefix and all. */
  readonly name: string;
  /** What has to be declared in front of it, each declaration with a blank in front. */
  readonly declarations: string;
  /** What may stand in it; empty for anything. */
  readonly values: readonly string[];
  /** It needs no other value than this one. */
  readonly fixed?: string;
  /** English template: what it is for. */
  readonly meaning: string;
  readonly args: readonly string[];
}

/** Those of the attributes that make sense in an element and are not there yet. */
export function instanceAttributes(
  element: Placed<ElementNode>,
  schema: Schema,
  prefixes: Prefixes,
): InstanceAttribute[] {
  const governed = governing(element, schema);
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
  const types = declaration === null ? [] : typesFor(declaration, schema);
  if (types.length > 1) {
    // A type that is no change is no mistake; where the declared one cannot be named, the user has to choose.
    const names = types[0] === declaration?.type ? typeNames(types, prefixes) : [];
    const isNamed = types[0]?.name != null;
    add(
      [XSI_NAMESPACE, 'type'],
      isNamed ? names : [],
      'The type that this element has, where it is not the declared one.',
    );
  }
  if (declaration?.nillable && element.node.content === null) {
    add([XSI_NAMESPACE, 'nil'], ['true'], 'The element has no value, although it could not be empty otherwise.');
  }
  if (element.parent === null) {
    const isQualified = (declaration?.namespace ?? '') !== '';
    if (isQualified) {
      add([XSI_NAMESPACE, 'schemaLocation'], [], 'Pairs of a namespace and the file that holds its schema.');
    } else {
      add([XSI_NAMESPACE, 'noNamespaceSchemaLocation'], [], 'The file that holds the schema.');
    }
    if (!prefixes.knows(XSI_NAMESPACE)) {
      const meaning = 'Declares the prefix of attributes such as xsi:type.';
      found.push({ name: 'xmlns:xsi', declarations: '', values: [], fixed: XSI_NAMESPACE, meaning, args: [] });
    }
  }
  const type = governed?.type ?? null;
  const wildcard = type?.kind === 'complexType' ? type.attributeWildcard : null;
  if (wildcard !== null) {
    for (const { namespace, local, values } of takenBy(wildcard, schema)) add([namespace, local], values, '');
  }
  return found;
}

/** How types are named in a value of `xsi:type`; those that have no name, or none that can be written here, are left out. */
export function typeNames(types: readonly TypeDefinition[], prefixes: Prefixes): string[] {
  return types.flatMap(({ name, namespace }) => {
    const written = name === null ? null : prefixes.value(namespace, name);
    return written?.declarations === '' ? [written.name] : [];
  });
}

interface TakenAttribute {
  readonly namespace: string;
  readonly local: string;
  readonly values: readonly string[];
}

/** What a wildcard takes: the attributes that the schema declares, and those of XML itself. */
function takenBy({ constraint, processContents }: Wildcard, schema: Schema): TakenAttribute[] {
  const declared = [...schema.attributes.values()].filter(({ namespace }) => allows(constraint, namespace));
  const known = declared.map((attribute) => takenAttribute(attribute));
  if (processContents === 'strict' || !allows(constraint, XML_NAMESPACE)) return known;
  const ofXml: TakenAttribute[] = [
    { namespace: XML_NAMESPACE, local: 'lang', values: [] },
    { namespace: XML_NAMESPACE, local: 'space', values: ['default', 'preserve'] },
  ];
  const isNew = ({ local }: TakenAttribute): boolean =>
    !known.some((other) => other.namespace === XML_NAMESPACE && other.local === local);
  return [...known, ...ofXml.filter(isNew)];
}

function takenAttribute({ namespace, name, type }: AttributeDeclaration): TakenAttribute {
  return { namespace, local: name, values: allowedValues(type).map(({ value }) => value) };
}
