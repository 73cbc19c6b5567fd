/** Types by reference or definition, simple or complex. */
import type { SimpleType, TypeDefinition } from '../components';
import { isSimpleType } from '../components';
import type { GlobalDefinition } from '../read/globals';
import type { SchemaElement } from '../read/schemaDocument';
import { builtinType } from '../simpleTypes';
import { anyType, unknownSimpleType } from './builtins';
import { isBuiltinName, type Resolver } from './resolver';

/**
 * The type that an attribute of `element` refers to.
 * @returns `null` without the attribute; `null` and a problem if there is no such type
 */
export function namedType(
  resolver: Resolver,
  element: SchemaElement,
  attribute: string,
  within: GlobalDefinition | null = null,
): TypeDefinition | null {
  const qname = element.value(attribute);
  return qname === undefined ? null : typeByName(resolver, element, qname, element.placeOf(attribute), within);
}

/** The type that a QName in `element` refers to. */
export function typeByName(
  resolver: Resolver,
  element: SchemaElement,
  qname: string,
  place = element.place,
  within: GlobalDefinition | null = null,
): TypeDefinition | null {
  const name = resolver.resolveName(element, qname, place);
  if (name === null) return null;
  if (isBuiltinName(name)) {
    const type = name.local === 'anyType' ? anyType : builtinType(name.local);
    if (type !== undefined) return type;
  }
  const definition = resolver.find('type', element, qname, place, within);
  return definition && typeOf(resolver, definition);
}

/** The type by a simpleType or complexType definition. */
export function typeOf(resolver: Resolver, definition: GlobalDefinition): TypeDefinition {
  const { element } = definition;
  const { simpleType, complexType } = resolver.builders;
  return element.local === 'simpleType'
    ? simpleType(resolver, element, definition)
    : complexType(resolver, element, definition);
}

/** The type by a simpleType or complexType nested in `element`; `null` for none. */
export function inlineType(resolver: Resolver, element: SchemaElement): TypeDefinition | null {
  const inline = element.child('simpleType', 'complexType');
  if (inline === undefined) return null;
  const { simpleType, complexType } = resolver.builders;
  return inline.local === 'simpleType' ? simpleType(resolver, inline) : complexType(resolver, inline);
}

/** As {@link namedType}, where only a simple type is allowed; an unknown one if there is none. */
export function namedSimpleType(
  resolver: Resolver,
  element: SchemaElement,
  attribute: string,
  within: GlobalDefinition | null = null,
): SimpleType {
  const type = namedType(resolver, element, attribute, within);
  return type === null ? unknownSimpleType : simpleOnly(resolver, type, element, attribute);
}

/** The type itself if it is simple; else reports it and returns an unknown simple type. */
export function simpleOnly(
  resolver: Resolver,
  type: TypeDefinition,
  element: SchemaElement,
  attribute: string,
): SimpleType {
  if (isSimpleType(type)) return type;
  resolver.report('src-resolve.simple', element.placeOf(attribute), [type.name ?? '']);
  return unknownSimpleType;
}
