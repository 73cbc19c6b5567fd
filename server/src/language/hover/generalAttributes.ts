/** The meaning of attributes that need no declaration in a schema: `xsi:…`, `xml:…` and declarations of namespaces. */
import { XML_NAMESPACE, XMLNS_NAMESPACE } from '../../xml/namespaces';
import type { Localize } from '../../xml/problem';
import { XSI_NAMESPACE } from '../../xsd';
import { plain } from '../support/markdown';

/** The meaning of an attribute by its expanded name, as Markdown; `''` for one that a schema has to declare. */
export function generalMeaning(namespace: string, local: string, localize: Localize): string {
  return plain(meaningOf(namespace, local, localize));
}

function meaningOf(namespace: string, local: string, localize: Localize): string {
  switch (namespace) {
    case XMLNS_NAMESPACE:
      return local === 'xmlns'
        ? localize('Declares the namespace of element names without a prefix, here and inside.')
        : localize('Declares the prefix "{0}" for a namespace, here and inside.', local);
    case XSI_NAMESPACE:
      return instanceMeaning(local, localize);
    case XML_NAMESPACE:
      return xmlMeaning(local, localize);
    default:
      return '';
  }
}

function instanceMeaning(local: string, localize: Localize): string {
  switch (local) {
    case 'type':
      return localize('The type of this element, if it differs from the declared one.');
    case 'nil':
      return localize('Marks the element as nil: it has no value.');
    case 'schemaLocation':
      return localize('Pairs of a namespace and the location of its schema.');
    case 'noNamespaceSchemaLocation':
      return localize('The location of the schema for elements without a namespace.');
    default:
      return '';
  }
}

function xmlMeaning(local: string, localize: Localize): string {
  switch (local) {
    case 'lang':
      return localize('The language of the text inside, as a tag of BCP 47 such as "en" or "de-CH".');
    case 'space':
      return localize('Whether whitespace inside belongs to the content: "preserve", or "default".');
    case 'base':
      return localize('The address that relative references inside start from.');
    case 'id':
      return localize('An identifier of this element, unique in the document.');
    default:
      return '';
  }
}
