import { isNameStartAt } from '../characters';
import type { XmlReport } from '../codes';
import type { Entities } from '../entities';
import { declaredPrefix, expandedName, prefixOf, type Scope, XML_NAMESPACE, XMLNS_NAMESPACE } from '../namespaces';
import { type ElementNode, NodeFlag } from '../nodes';
import { type Attribute, attributesOf } from '../tags';
import { attributeDefaults, attributeValue } from '../values';

/**
 * Checks the names and the namespace declarations of a start tag: Namespaces in XML 1.0 (3rd edition).
 * @param scope the scope in the element, its own declarations included
 * @param report receives offsets that count from the element's start
 */
export function checkNamespaces(element: ElementNode, scope: Scope, entities: Entities, report: XmlReport): void {
  checkName(element.name, 1, scope, report);
  if (entities.attributes.size > 0) checkDefaults(element, scope, entities, report);
  if (!mayHavePrefixedAttributes(element)) return;
  // An attribute without a value is reported as such, and is often not an attribute at all.
  const attributes = attributesOf(element).filter(({ kind }) => kind !== 'AttributeWithoutValue');
  for (const attribute of attributes) {
    const prefix = declaredPrefix(attribute.name);
    if (prefix === null) checkName(attribute.name, attribute.nameStart, scope, report);
    else if (attribute.kind === 'Attribute') checkDeclaration(attribute, prefix, element, entities, report);
  }
  checkUnique(attributes, scope, report);
}

/** Whether a tag has a colon or a declaration after its name; found without parsing its attributes. */
function mayHavePrefixedAttributes({ flags, source, start, openWidth, name }: ElementNode): boolean {
  if ((flags & NodeFlag.Attributes) === 0) return false;
  const attributes = source.slice(start + 1 + name.length, start + openWidth);
  return attributes.includes(':') || attributes.includes('xmlns');
}

/** The prefix of an attribute that a DTD adds must be declared, too. The attribute has no place: the element's name is reported. */
function checkDefaults(element: ElementNode, scope: Scope, entities: Entities, report: XmlReport): void {
  const written = new Set(attributesOf(element).map(({ name }) => name));
  for (const name of attributeDefaults(entities, element.name).keys()) {
    const prefix = prefixOf(name);
    if (written.has(name) || prefix === '' || scope.lookup(prefix) !== undefined) continue;
    report('xml/unbound-prefix', 1, 1 + element.name.length, [prefix]);
  }
}

/** NS 4: a name has at most one colon, between two names; NS 5: its prefix is declared. */
function checkName(name: string, start: number, scope: Scope, report: XmlReport): void {
  const colon = name.indexOf(':');
  if (colon < 0) return;
  if (colon === 0 || name.includes(':', colon + 1) || !isNameStartAt(name, colon + 1)) {
    report('xml/bad-qualified-name', start, start + name.length, [name]);
    return;
  }
  const prefix = name.slice(0, colon);
  if (prefix === 'xmlns') report('xml/reserved-prefix', start, start + colon, [prefix]);
  else if (scope.lookup(prefix) === undefined) report('xml/unbound-prefix', start, start + colon, [prefix]);
}

/** NS 3 and 5: the constraints on declarations. */
function checkDeclaration(
  attribute: Attribute,
  prefix: string,
  element: ElementNode,
  entities: Entities,
  report: XmlReport,
): void {
  const { name, nameStart, nameEnd, valueStart, valueEnd, rawValue } = attribute;
  const namespace = attributeValue(attribute, entities, element.name);
  if (name !== 'xmlns' && (prefix === '' || prefix.includes(':') || !isNameStartAt(prefix, 0))) {
    report('xml/bad-qualified-name', nameStart, nameEnd, [name]);
  } else if (prefix === 'xmlns' || (prefix === 'xml' && namespace !== XML_NAMESPACE)) {
    report('xml/reserved-prefix', nameStart + 'xmlns:'.length, nameEnd, [prefix]);
  } else if (namespace === XMLNS_NAMESPACE || (namespace === XML_NAMESPACE && prefix !== 'xml')) {
    report('xml/reserved-namespace', valueStart, valueEnd, [namespace]);
  } else if (prefix !== '' && rawValue === '') {
    report('xml/empty-namespace', nameStart, nameEnd, [prefix]);
  }
}

/** NS 6.3: two attributes with the same expanded name, by prefixes of one namespace. Equal qualified names are reported elsewhere. */
function checkUnique(attributes: readonly Attribute[], scope: Scope, report: XmlReport): void {
  const known = new Map<string, Attribute>();
  for (const attribute of attributes) {
    const prefix = prefixOf(attribute.name);
    if (prefix === '' || prefix === 'xmlns' || scope.lookup(prefix) === undefined) continue;
    const { namespace, local } = expandedName(attribute.name, scope, 'attribute');
    const key = `${namespace} ${local}`;
    const first = known.get(key);
    if (first === undefined) known.set(key, attribute);
    else if (first.name !== attribute.name) {
      const { nameStart: start, nameEnd: end } = first;
      const related = [{ start, end, message: 'First occurrence.', args: [] }];
      const args = [attribute.name, first.name, namespace];
      report('xml/duplicate-expanded-attribute', attribute.nameStart, attribute.nameEnd, args, { related });
    }
  }
}
