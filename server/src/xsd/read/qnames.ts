/** QNames in the attributes of schema documents. */
import { nameKey } from '../components';
import { XML_NAMESPACE, type SchemaElement } from './schemaDocument';

/** The attributes of schema components whose values are QNames or lists of them. */
export const QNAME_ATTRIBUTES: ReadonlySet<string> = new Set([
  'type',
  'ref',
  'base',
  'itemType',
  'memberTypes',
  'substitutionGroup',
  'refer',
]);

/** The expanded name of a QName in a schema document. */
export interface ResolvedName {
  readonly namespace: string;
  readonly local: string;
  readonly key: string;
}

/** The expanded name of a QName in an attribute of `element`; `null` if its prefix is not declared. */
export function expandedQName(element: SchemaElement, qname: string): ResolvedName | null {
  const colon = qname.indexOf(':');
  const prefix = colon < 0 ? '' : qname.slice(0, colon);
  const local = qname.slice(colon + 1);
  const declared = prefix === 'xml' ? XML_NAMESPACE : element.scope.lookup(prefix);
  if (declared === undefined && prefix !== '') return null;
  const { document } = element;
  const namespace = (declared ?? '') === '' && document.chameleon ? document.targetNamespace : (declared ?? '');
  return { namespace, local, key: nameKey(namespace, local) };
}
