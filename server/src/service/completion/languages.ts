import { XML_NAMESPACE } from '../../xml/namespaces';
import { entitiesOf } from '../../xml/entities';
import { attributesOf } from '../../xml/tags';
import { attributeValue, contentValue } from '../../xml/values';
import type { SimpleType } from '../../xsd/simpleTypes';
import type { GovernedDocument } from '../document';
import type { Localize } from '../localize';
import { SILENT } from './item';
import { forEachNearby } from './nearby';
import type { ValuePlace } from './valuePlace';
import type { Proposal } from './values';

/** Languages that suppliers publish in, offered where the document has none yet. */
const USUAL = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'cs', 'zh', 'ja', 'ko'];

/** BCP 47 tags where a language belongs: those that the document uses there already, nearest first, then usual ones. */
export function languageProposals(document: GovernedDocument, place: ValuePlace, localize: Localize): Proposal[] {
  if (!isLanguage(document, place)) return [];
  const used = new Set<string>();
  const entities = entitiesOf(document.tree);
  const { element, attribute } = place;
  forEachNearby(element.parent, element.offset, element, (node) => {
    if (attribute === null) {
      if (node.name === element.node.name) used.add(contentValue(node, entities).trim());
      return;
    }
    const same = attributesOf(node).find(({ name }) => name === attribute.name);
    if (same !== undefined) used.add(attributeValue(same, entities).trim());
  });
  used.delete('');
  const tags = [...new Set([...used, ...USUAL])];
  return tags.map((value) => {
    const name = languageName(value);
    const detail = used.has(value) ? localize('{0}, used in this document', name) : name;
    return { value, kind: 'value', detail, documentation: SILENT };
  });
}

function isLanguage({ vocabulary }: GovernedDocument, { attributeName, description }: ValuePlace): boolean {
  if (attributeName !== null) {
    const { namespace, local } = attributeName;
    if (namespace === XML_NAMESPACE && local === 'lang') return true;
    if (namespace === '' && local === vocabulary?.attributeName('language')) return true;
  }
  for (let type: SimpleType | null = description.simpleType; type !== null; type = type.base) {
    if (type.builtin && type.name === 'language') return true;
  }
  return false;
}

/** What a language calls itself; the tag where nobody knows. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
