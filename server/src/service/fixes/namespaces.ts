/** Names that are in the wrong namespace, and prefixes that stand for none. */
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import { ancestors, isPlacedElement, placedChildren, rootElement, type Placed } from '../../xml/locate';
import { declaredPrefix, prefixOf } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { attributesOf, startTagOf } from '../../xml/tags';
import { attributeValue } from '../../xml/values';
import { escapeAttribute } from '../../vpc/escape';
import { nearest } from '../../vpc/rules/nearest';
import { localName } from '../elementNames';
import { Prefixes } from '../completion/prefixes';
import { dataText, editing, taggedElement, type FixEdit, type FixMaker, type FixRequest } from './fix';
import { obvious, renamingElement } from './names';

/** Namespaces that everyone knows by these prefixes. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ['xs', 'http://www.w3.org/2001/XMLSchema'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema'],
  ['xlink', 'http://www.w3.org/1999/xlink'],
  ['xi', 'http://www.w3.org/2001/XInclude'],
  ['ds', 'http://www.w3.org/2000/09/xmldsig#'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
]);

/** Into the namespace in which the schema has an element of this name. */
export const correctNamespace: FixMaker = function* (request) {
  const namespace = dataText(request.problem, 'namespace');
  const element = taggedElement(request);
  if (namespace === undefined || element === null) return;
  const own = xmlnsOf(element);
  const written = prefixOf(element.node.name);
  if (own !== undefined && written === '') {
    if (namespace === '' || Prefixes.in(element.parent, entitiesOf(request.tree)).element(namespace, '').name === '') {
      yield editing('Remove the xmlns attribute', [], [own.removal], element.parent === null ? 'alone' : true);
    }
    if (namespace !== '') {
      yield editing('Set xmlns to "{0}"', [namespace], [{ ...own.value, text: escapeAttribute(namespace) }], 'alone');
    }
    return;
  }
  yield* qualified(request, element, namespace);
  if (written === '' && namespace !== '') {
    const at = element.offset + startTagOf(element.node).nameEnd;
    const edit = { start: at, end: at, text: ` xmlns="${escapeAttribute(namespace)}"` };
    yield editing('Declare xmlns="{0}"', [namespace], [edit], element.parent === null);
    const root = rootElement(request.tree);
    if (
      root !== null &&
      root.offset !== element.offset &&
      prefixOf(root.node.name) === '' &&
      xmlnsOf(root) === undefined
    ) {
      const place = root.offset + startTagOf(root.node).nameEnd;
      yield editing('Declare xmlns="{0}" on the root', [namespace], [{ ...edit, start: place, end: place }]);
    }
  }
  if (written !== '') yield* otherBinding(request, element, written, namespace);
};

/** With the prefix that stands for the namespace; where the children lack it as well, they get it too. */
function* qualified({ tree }: FixRequest, element: Placed<ElementNode>, namespace: string) {
  const prefixes = Prefixes.in(element.parent ?? element, entitiesOf(tree));
  const { name } = prefixes.element(namespace, localName(element.node.name));
  const known = prefixOf(name);
  if (name === element.node.name || (known === '' && namespace !== '' && !isDefault(prefixes, namespace))) return;
  const one = renamingElement(element, name);
  const below = likeNamed(element, prefixOf(element.node.name)).flatMap((child) =>
    renamingElement(child, known === '' ? localName(child.node.name) : `${known}:${localName(child.node.name)}`),
  );
  if (below.length > 0) yield editing('Write "{0}", and all in it with this prefix', [name], [...one, ...below], true);
  yield editing('Write "{0}"', [name], one, true);
}

function isDefault(prefixes: Prefixes, namespace: string): boolean {
  return prefixes.element(namespace, 'x').name === 'x' && prefixes.element(`${namespace}?`, 'x').name === 'x';
}

/** More elements than are renamed together. */
const MOST_RENAMED = 2_000;

/** The elements inside that are written with the same prefix. */
function likeNamed(element: Placed<ElementNode>, prefix: string): Placed<ElementNode>[] {
  const found: Placed<ElementNode>[] = [];
  const visit = (parent: Placed<ElementNode>): void => {
    for (const child of placedChildren(parent)) {
      if (!isPlacedElement(child) || found.length >= MOST_RENAMED) continue;
      if (prefixOf(child.node.name) === prefix && xmlnsOf(child) === undefined) found.push(child);
      visit(child);
    }
  };
  visit(element);
  return found;
}

/** The declaration of the prefix says another namespace than was meant. */
function* otherBinding({ tree }: FixRequest, element: Placed<ElementNode>, prefix: string, namespace: string) {
  if (namespace === '') return;
  for (const holder of [element, ...ancestors(element)]) {
    const declaration = attributesOf(holder.node).find(({ name }) => declaredPrefix(name) === prefix);
    if (declaration === undefined) continue;
    const value = attributeValue(declaration, entitiesOf(tree));
    const start = holder.offset + declaration.valueStart;
    const edit = { start, end: holder.offset + declaration.valueEnd, text: escapeAttribute(namespace) };
    const title = 'Let the prefix "{0}" stand for "{1}"';
    yield editing(title, [prefix, namespace], [edit], obvious(value, [namespace]) === namespace ? true : 'alone');
    return;
  }
}

/** The xmlns attribute of a tag: where its value stands, and how it is taken out. */
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

/** A prefix without declaration: declared where everyone knows it, or the schema's; else the one that was meant. */
export const bindPrefix: FixMaker = function* (request) {
  const { tree, problem, marked, document } = request;
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'tagName' && context.kind !== 'attributeName') return;
  const root = rootElement(tree);
  const usual = USUAL.get(marked);
  const target = document.schema?.targetNamespace ?? '';
  const bound = boundPrefixes(context.element);
  const sure = obvious(marked, bound);
  for (const prefix of nearest(marked, bound)) {
    yield editing('Replace by "{0}"', [prefix], prefixing(request, prefix), prefix === sure);
  }
  for (const namespace of [usual ?? target]) {
    if (root === null || namespace === '') continue;
    const at = root.offset + startTagOf(root.node).nameEnd;
    const declaration = ` xmlns:${marked}="${escapeAttribute(namespace)}"`;
    const edit = { start: at, end: at, text: declaration };
    yield editing('Declare xmlns:{0}="{1}" on the root', [marked, namespace], [edit], namespace === usual);
  }
  yield editing('Remove the prefix', [], prefixing(request, ''));
};

/** The name with another prefix, in both tags. */
function prefixing({ tree, problem: { start, end } }: FixRequest, prefix: string): FixEdit[] {
  const context = contextAt(tree, start);
  const text = prefix === '' ? '' : `${prefix}:`;
  if (context.kind === 'tagName') return renamingElement(context.element, text + localName(context.element.node.name));
  return [{ start, end: end + 1, text }];
}

function boundPrefixes(element: Placed<ElementNode>): string[] {
  const holders = [element, ...ancestors(element)];
  const names = holders.flatMap(({ node }) => attributesOf(node).map(({ name }) => declaredPrefix(name) ?? ''));
  return [...new Set(names)].filter((prefix) => prefix !== '');
}

/** A name with a colon too many: without it. */
export const dropColons: FixMaker = function* (request) {
  const { problem, tree, marked } = request;
  const context = contextAt(tree, problem.start);
  const parts = marked.split(':').filter((part) => part !== '');
  const names = [...new Set([parts.slice(-2).join(':'), parts.join(''), parts.join('-')])];
  for (const name of names) {
    if (name === '' || name === marked) continue;
    const edits =
      context.kind === 'tagName'
        ? renamingElement(context.element, name)
        : [{ start: problem.start, end: problem.end, text: name }];
    yield editing('Replace by "{0}"', [name], edits, parts.length === 1);
  }
};
