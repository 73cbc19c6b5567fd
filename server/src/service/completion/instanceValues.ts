/** The values of `xsi:…`, `xmlns…` and `xml:…` attributes. */
import { entitiesOf } from '../../xml/entities';
import { XML_NAMESPACE, XMLNS_NAMESPACE } from '../../xml/namespaces';
import { attributeValue } from '../../xml/values';
import { governing, typesFor, XSI_NAMESPACE, type Schema } from '../../xsd';
import type { GovernedDocument } from '../document';
import { typeNames } from './instanceAttributes';
import { SILENT, type CompletionKind } from './item';
import { Prefixes } from './prefixes';
import type { ValuePlace } from './valuePlace';
import type { Proposal } from './values';

/** What may stand in an attribute of the general kind; nothing for others. */
export function instanceProposals({ tree, schema }: GovernedDocument, place: ValuePlace): Proposal[] {
  const { element, attributeName } = place;
  if (attributeName === null) return [];
  const { namespace, local } = attributeName;
  const all = (values: readonly string[], kind: CompletionKind): Proposal[] =>
    values.map((value) => ({ value, kind, detail: '', documentation: SILENT }));
  if (namespace === XML_NAMESPACE && local === 'space') return all(['default', 'preserve'], 'value');
  if (namespace === XSI_NAMESPACE && local === 'nil') return all(['true', 'false'], 'value');
  if (schema === null) return [];
  if (namespace === XMLNS_NAMESPACE) {
    // Another namespace would take the meaning from what stands there.
    const isSet = attributeValue(place.attribute!, entitiesOf(tree)).trim() !== '';
    return isSet ? [] : all(namespacesFor(local, schema), 'value');
  }
  const declaration = governing(element, schema)?.declaration ?? null;
  if (namespace !== XSI_NAMESPACE || local !== 'type' || declaration === null) return [];
  return all(typeNames(typesFor(declaration, schema), Prefixes.in(element, entitiesOf(tree))), 'type');
}

function namespacesFor(prefix: string, { namespaces }: Schema): string[] {
  return prefix === 'xsi'
    ? [XSI_NAMESPACE]
    : [...namespaces].filter((namespace) => namespace !== '' && namespace !== XML_NAMESPACE);
}
