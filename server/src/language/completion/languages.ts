import { XML_NAMESPACE } from '../../xml/namespaces';
import { entitiesOf } from '../../xml/entities';
import { attributesOf } from '../../xml/tags';
import { attributeValue, contentValue } from '../../xml/values';
import type { SimpleType } from '../../xsd/simpleTypes';
import type { GovernedDocument } from '../../workspace/document';
import { NO_DOCUMENTATION } from './item';
import { visitSurroundingElements } from './surroundingElements';
import type { ValuePlace } from './valuePlace';
import type { Proposal } from './item';
import type { Localize } from '../../xml/problem';

/** Languages in which suppliers publish. */
const COMMON_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'cs', 'zh', 'ja', 'ko'];

/** BCP 47 tags for a language field: those that the document uses in it, the nearest first, then common ones. */
export function languageProposals(document: GovernedDocument, place: ValuePlace, localize: Localize): Proposal[] {
  if (!isLanguage(document, place)) return [];
  const used = new Set<string>();
  const entities = entitiesOf(document.tree);
  const { element, attribute } = place;
  visitSurroundingElements(element.parent, element.offset, element, (node) => {
    if (attribute === null) {
      if (node.name === element.node.name) used.add(contentValue(node, entities).trim());
      return;
    }
    const namesake = attributesOf(node).find(({ name }) => name === attribute.name);
    if (namesake !== undefined) used.add(attributeValue(namesake, entities).trim());
  });
  used.delete('');
  const tags = [...new Set([...used, ...COMMON_LANGUAGES])];
  return tags.map((value) => {
    const name = languageName(value);
    const detail = used.has(value) ? localize('{0}, used in this document', name) : name;
    return { value, kind: 'value', detail, documentation: NO_DOCUMENTATION };
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

/** The name of a language in that language; the tag if it is unknown or malformed. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
