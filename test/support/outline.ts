import {
  children,
  type ContentNode,
  endTagText,
  isElement,
  NodeKind,
  startTagText,
  textOf,
} from '../../server/src/xml/nodes';
import type { XmlTree } from '../../server/src/xml/tree';

const KIND_NAMES = Object.fromEntries(Object.entries(NodeKind).map(([name, kind]) => [kind, name]));
/** A tree as text, one line for each node, children indented, lists flattened; it is the same for equal trees. */
export function outline(tree: XmlTree, withFlags = false): string {
  const lines: string[] = [];
  const add = (content: ContentNode | null, indent: string): void => {
    for (const node of children(content)) {
      const flags = withFlags ? ` ${node.flags.toString(2)} ${node.width} ${node.breaks} ${node.tail}` : '';
      const name = `${indent}${KIND_NAMES[node.kind]}${flags}`;
      if (isElement(node)) {
        lines.push(
          `${name} ${JSON.stringify(startTagText(node))}${node.closeWidth > 0 ? ` … ${JSON.stringify(endTagText(node))}` : ''}`,
        );
        add(node.content, indent + '  ');
      } else {
        lines.push(`${name} ${JSON.stringify(textOf(node))}`);
      }
    }
  };
  add(tree.content, '');
  return lines.join('\n');
}
