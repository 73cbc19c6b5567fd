/** Fixes of names in a wrong namespace, and of prefixes that are not bound. */
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import { ancestors, isPlacedElement, placedChildren, rootElement, type Placed } from '../../xml/locate';
import { declaredPrefix, prefixOf, localName } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { attributesOf, startTagOf } from '../../xml/tags';
import { attributeValue } from '../../xml/values';
import { escapeAttribute } from '../../xml/escape';
import { nearest } from '../../xml/nearest';
import { Prefixes } from '../completion/prefixes';
import { dataText, editFix, elementAtTag, type FixEdit, type FixMaker, type FixRequest } from './fix';
import { uniqueMatch, elementRenameEdits } from './names';

/** Namespaces by their conventional prefixes. */
const WELL_KNOWN_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ['xs', 'http://www.w3.org/2001/XMLSchema'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema'],
  ['xlink', 'http://www.w3.org/1999/xlink'],
  ['xi', 'http://www.w3.org/2001/XInclude'],
  ['ds', 'http://www.w3.org/2000/09/xmldsig#'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
]);

/** Moves an element to the namespace in which the schema declares an element of this name. */
export const correctNamespace: FixMaker = function* (request) {
  const namespace = dataText(request.problem, 'namespace');
  const element = elementAtTag(request);
  if (namespace === undefined || element === null) return;
  const own = xmlnsOf(element);
  const written = prefixOf(element.node.name);
  if (own !== undefined && written === '') {
    if (namespace === '' || Prefixes.in(element.parent, entitiesOf(request.tree)).element(namespace, '').name === '') {
      yield editFix('Remove the xmlns attribute', [], [own.removal]);
    }
    if (namespace !== '') {
      yield editFix(
        'Set xmlns to "{0}"',
        [namespace],
        [{ ...own.value, text: escapeAttribute(namespace) }],
        element.parent === null ? 'alone' : true,
      );
    }
    return;
  }
  yield* addPrefix(request, element, namespace);
  if (written === '' && namespace !== '') {
    const at = element.offset + startTagOf(element.node).nameEnd;
    const edit = { start: at, end: at, text: ` xmlns="${escapeAttribute(namespace)}"` };
    yield editFix('Declare xmlns="{0}"', [namespace], [edit], element.parent === null);
    const root = rootElement(request.tree);
    if (
      root !== null &&
      root.offset !== element.offset &&
      prefixOf(root.node.name) === '' &&
      xmlnsOf(root) === undefined
    ) {
      const place = root.offset + startTagOf(root.node).nameEnd;
      yield editFix('Declare xmlns="{0}" on the root element', [namespace], [{ ...edit, start: place, end: place }]);
    }
  }
  if (written !== '') yield* rebindPrefix(request, element, written, namespace);
};

/** Adds the prefix of the namespace, also to descendants with the same wrong prefix. */
function* addPrefix({ tree }: FixRequest, element: Placed<ElementNode>, namespace: string) {
  const prefixes = Prefixes.in(element.parent ?? element, entitiesOf(tree));
  const { name } = prefixes.element(namespace, localName(element.node.name));
  const bound = prefixOf(name);
  if (name === element.node.name || (bound === '' && namespace !== '' && !isDefault(prefixes, namespace))) return;
  const one = elementRenameEdits(element, name);
  const descendants = descendantsWithPrefix(element, prefixOf(element.node.name)).flatMap((child) =>
    elementRenameEdits(child, bound === '' ? localName(child.node.name) : `${bound}:${localName(child.node.name)}`),
  );
  if (descendants.length > 0)
    yield editFix('Replace with "{0}", also in descendants with this prefix', [name], [...one, ...descendants], true);
  yield editFix('Replace with "{0}"', [name], one, true);
}

function isDefault(prefixes: Prefixes, namespace: string): boolean {
  return prefixes.element(namespace, 'x').name === 'x' && prefixes.element(`${namespace}?`, 'x').name === 'x';
}

/** One edit renames no more elements. */
const MAX_RENAMED = 2_000;

/** The descendants with a prefix, at most {@link MAX_RENAMED}; those that declare a default namespace are left out. */
function descendantsWithPrefix(element: Placed<ElementNode>, prefix: string): Placed<ElementNode>[] {
  const found: Placed<ElementNode>[] = [];
  const visit = (parent: Placed<ElementNode>): void => {
    for (const child of placedChildren(parent)) {
      if (!isPlacedElement(child) || found.length >= MAX_RENAMED) continue;
      if (prefixOf(child.node.name) === prefix && xmlnsOf(child) === undefined) found.push(child);
      visit(child);
    }
  };
  visit(element);
  return found;
}

/** Binds the prefix to the expected namespace in its declaration. */
function* rebindPrefix({ tree }: FixRequest, element: Placed<ElementNode>, prefix: string, namespace: string) {
  if (namespace === '') return;
  for (const holder of [element, ...ancestors(element)]) {
    const declaration = attributesOf(holder.node).find(({ name }) => declaredPrefix(name) === prefix);
    if (declaration === undefined) continue;
    const value = attributeValue(declaration, entitiesOf(tree));
    const start = holder.offset + declaration.valueStart;
    const edit = { start, end: holder.offset + declaration.valueEnd, text: escapeAttribute(namespace) };
    const title = 'Bind prefix "{0}" to "{1}"';
    yield editFix(title, [prefix, namespace], [edit], uniqueMatch(value, [namespace]) === namespace ? true : 'alone');
    return;
  }
}

/** The xmlns attribute of a tag: the range of its value, and the edit that removes it. */
function xmlnsOf({
  node,
  offset,
}: Placed<ElementNode>): { value: Omit<FixEdit, 'text'>; removal: FixEdit } | undefined {
  const tag = startTagOf(node);
  const index = tag.attributes.findIndex(({ name }) => name === 'xmlns');
  const attribute = tag.attributes[index];
  if (attribute === undefined) return undefined;
  const before = tag.attributes[index - 1]?.end ?? tag.nameEnd;
  return {
    value: { start: offset + attribute.valueStart, end: offset + attribute.valueEnd },
    removal: { start: offset + before, end: offset + attribute.end, text: '' },
  };
}

/** Replaces an unbound prefix by a similar bound one, declares it (conventional, or the target namespace), or removes it. */
export const bindPrefix: FixMaker = function* (request) {
  const { tree, problem, marked, document } = request;
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'tagName' && context.kind !== 'attributeName') return;
  const root = rootElement(tree);
  const usual = WELL_KNOWN_PREFIXES.get(marked);
  const target = document.schema?.targetNamespace ?? '';
  const bound = boundPrefixes(context.element);
  const certain = uniqueMatch(marked, bound);
  for (const prefix of nearest(marked, bound)) {
    yield editFix('Replace with "{0}"', [prefix], prefixEdits(request, prefix), prefix === certain);
  }
  for (const namespace of [usual ?? target]) {
    if (root === null || namespace === '') continue;
    const at = root.offset + startTagOf(root.node).nameEnd;
    const declaration = ` xmlns:${marked}="${escapeAttribute(namespace)}"`;
    const edit = { start: at, end: at, text: declaration };
    yield editFix('Declare xmlns:{0}="{1}" on the root element', [marked, namespace], [edit], namespace === usual);
  }
  yield editFix('Remove the prefix', [], prefixEdits(request, ''));
};

/** The edits that change the prefix of a name, in both tags of an element. @param prefix `''`: none */
function prefixEdits({ tree, problem: { start, end } }: FixRequest, prefix: string): FixEdit[] {
  const context = contextAt(tree, start);
  const text = prefix === '' ? '' : `${prefix}:`;
  if (context.kind === 'tagName')
    return elementRenameEdits(context.element, text + localName(context.element.node.name));
  return [{ start, end: end + 1, text }];
}

function boundPrefixes(element: Placed<ElementNode>): string[] {
  const holders = [element, ...ancestors(element)];
  const names = holders.flatMap(({ node }) => attributesOf(node).map(({ name }) => declaredPrefix(name) ?? ''));
  return [...new Set(names)].filter((prefix) => prefix !== '');
}

/** Removes or replaces the colons that a name has in excess. */
export const dropColons: FixMaker = function* (request) {
  const { problem, tree, marked } = request;
  const context = contextAt(tree, problem.start);
  const parts = marked.split(':').filter((part) => part !== '');
  const names = [...new Set([parts.slice(-2).join(':'), parts.join(''), parts.join('-')])];
  for (const name of names) {
    if (name === '' || name === marked) continue;
    const edits =
      context.kind === 'tagName'
        ? elementRenameEdits(context.element, name)
        : [{ start: problem.start, end: problem.end, text: name }];
    yield editFix('Replace with "{0}"', [name], edits, parts.length === 1);
  }
};
