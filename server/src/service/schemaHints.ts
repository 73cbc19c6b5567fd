import { entitiesOf } from '../xml/entities';
import { rootElement } from '../xml/locate';
import { expandedName, Scope } from '../xml/namespaces';
import { attributesOf } from '../xml/tags';
import type { XmlTree } from '../xml/tree';
import { attributeValue } from '../xml/values';
import { XSI_NAMESPACE } from '../xsd';

/**
 * Where a document itself says its schema is (XSD 1.0 Structures 4.3.2): the locations in the root element's
 * `xsi:schemaLocation` and `xsi:noNamespaceSchemaLocation`, as written, in order.
 */
export function schemaHints(tree: XmlTree): readonly string[] {
  const root = rootElement(tree);
  if (root === null) return [];
  const entities = entitiesOf(tree);
  const scope = Scope.ROOT.enter(root.node, entities);
  const locations: string[] = [];
  for (const attribute of attributesOf(root.node)) {
    const { namespace, local } = expandedName(attribute.name, scope, 'attribute');
    if (namespace !== XSI_NAMESPACE) continue;
    const words = attributeValue(attribute, entities)
      .split(/\s+/)
      .filter((word) => word !== '');
    if (local === 'schemaLocation') locations.push(...words.filter((_, index) => index % 2 === 1));
    if (local === 'noNamespaceSchemaLocation') locations.push(...words.slice(0, 1));
  }
  return locations;
}
