/** Compares definitions of one name in two documents of a namespace, as two copies of one schema document have them. */
import { words } from './attributeValues';
import { expandedQName, QNAME_ATTRIBUTES } from './qnames';
import type { SchemaAttribute, SchemaElement } from './schemaDocument';

/** Attributes of `xs:schema` on which the meaning of its definitions depends. */
const DEFAULTS = ['elementFormDefault', 'attributeFormDefault', 'blockDefault', 'finalDefault'];

/** Whether two top-level elements define the same; annotations, ids and the prefixes of names make no difference. */
export function isSameDefinition(one: SchemaElement, other: SchemaElement): boolean {
  const hasSameDefaults = DEFAULTS.every((name) => one.schema.value(name) === other.schema.value(name));
  return hasSameDefaults && isSame(one, other);
}

function isSame(one: SchemaElement, other: SchemaElement): boolean {
  if (one.namespace !== other.namespace || one.local !== other.local) return false;
  const attributes = own(one);
  if (attributes.length !== own(other).length) return false;
  for (const attribute of attributes) {
    const counterpart = other.attribute(attribute.local);
    if (counterpart === undefined || meaning(one, attribute) !== meaning(other, counterpart)) return false;
  }
  const [parts, others] = [one.definitions, other.definitions];
  return parts.length === others.length && parts.every((part, index) => isSame(part, others[index]!));
}

/** The attributes without namespace; those of other namespaces are annotations. */
function own(element: SchemaElement): readonly SchemaAttribute[] {
  return element.attributes.filter(({ local, namespace }) => namespace === '' && local !== 'id');
}

function meaning(element: SchemaElement, { local, value }: SchemaAttribute): string {
  if (QNAME_ATTRIBUTES.has(local)) {
    return words(value)
      .map((qname) => expandedQName(element, qname)?.key ?? qname)
      .join(' ');
  }
  if (local !== 'xpath') return value;
  return value.replace(/([^\s:/@|.]+):(?!:)/g, (_, prefix: string) => `{${element.scope.lookup(prefix) ?? prefix}}`);
}
