/** An OASIS XML catalog (XML Catalogs 1.1) as data: which entries it has, and what is wrong with it. */
import { EMPTY_ENTITIES, entitiesOf } from '../../xml/entities';
import { isPlacedElement, placedChildren, rootElement, type Placed } from '../../xml/locate';
import { expandedName, Scope, XML_NAMESPACE } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { parse } from '../../xml/parser';
import { attributesOf } from '../../xml/tags';
import { attributeValue } from '../../xml/values';
import type { XmlTree } from '../../xml/tree';
import { wellFormednessProblems } from '../../xml/wellFormedness';
import { resolveUri } from '../location';
import type { VocabularyProblem } from '../vocabularyFiles';

/** The namespace of catalogs (XML Catalogs 1.1, 5). */
export const CATALOG_NAMESPACE = 'urn:oasis:names:tc:entity:xmlns:xml:catalog';

/** What an entry is asked for: a system identifier (an address), a URI (a namespace too) or a public identifier. */
export type IdentifierKind = 'system' | 'uri' | 'public';

/** How an entry matches an identifier. */
export type Match = 'exact' | 'prefix' | 'suffix' | 'delegate';

/** One entry. */
export interface CatalogEntry {
  readonly kind: IdentifierKind;
  readonly match: Match;
  /** The identifier, or the part of it that has to match. */
  readonly from: string;
  /** Absolute URI: of the document, of what replaces a prefix, or of the catalog to ask. */
  readonly to: string;
}

/** A catalog. */
export interface Catalog {
  /** In document order. */
  readonly entries: readonly CatalogEntry[];
  /** The catalogs to ask where no entry matches. */
  readonly next: readonly string[];
  readonly problems: readonly VocabularyProblem[];
}

/** The attribute that has the identifier, and the one that has the address, by the element's name. */
const ENTRIES: ReadonlyMap<string, Pick<CatalogEntry, 'kind' | 'match'> & { from: string; to: string }> = new Map([
  ['public', { kind: 'public', match: 'exact', from: 'publicId', to: 'uri' }],
  ['delegatePublic', { kind: 'public', match: 'delegate', from: 'publicIdStartString', to: 'catalog' }],
  ['system', { kind: 'system', match: 'exact', from: 'systemId', to: 'uri' }],
  ['rewriteSystem', { kind: 'system', match: 'prefix', from: 'systemIdStartString', to: 'rewritePrefix' }],
  ['systemSuffix', { kind: 'system', match: 'suffix', from: 'systemIdSuffix', to: 'uri' }],
  ['delegateSystem', { kind: 'system', match: 'delegate', from: 'systemIdStartString', to: 'catalog' }],
  ['uri', { kind: 'uri', match: 'exact', from: 'name', to: 'uri' }],
  ['rewriteURI', { kind: 'uri', match: 'prefix', from: 'uriStartString', to: 'rewritePrefix' }],
  ['uriSuffix', { kind: 'uri', match: 'suffix', from: 'uriSuffix', to: 'uri' }],
  ['delegateURI', { kind: 'uri', match: 'delegate', from: 'uriStartString', to: 'catalog' }],
] as const);

/** The problem at an offset of a file: its pointer is `:line:column`. */
export function problemAt(
  uri: string,
  tree: XmlTree,
  offset: number,
  message: string,
  args: readonly string[],
): VocabularyProblem {
  const { line, character } = tree.positionAt(offset);
  return { uri, pointer: `:${line + 1}:${character + 1}`, message, args };
}

/** Reads a catalog. Sound entries count in a catalog that has problems, too. */
export function readCatalog(uri: string, text: string): Catalog {
  return new Reader(uri, parse(text)).read();
}

class Reader {
  readonly #entries: CatalogEntry[] = [];
  readonly #next: string[] = [];
  readonly #problems: VocabularyProblem[] = [];

  constructor(
    private readonly uri: string,
    private readonly tree: XmlTree,
  ) {}

  read(): Catalog {
    const malformed = wellFormednessProblems(this.tree).filter(({ severity }) => severity === 'error');
    for (const { start, message, args } of malformed.slice(0, 1)) this.#report(start, message, args);
    const root = rootElement(this.tree);
    if (root !== null) this.#root(root);
    // What else is wrong follows from that.
    const problems = this.#problems.slice(0, malformed.length > 0 ? 1 : undefined);
    return { entries: this.#entries, next: this.#next, problems };
  }

  #root(root: Placed<ElementNode>): void {
    const scope = Scope.ROOT.enter(root.node, entitiesOf(this.tree));
    const { namespace, local } = expandedName(root.node.name, scope, 'element');
    if (namespace !== CATALOG_NAMESPACE || local !== 'catalog') {
      this.#report(root.offset, 'Element "{0}" is not a catalog. Expected: catalog in the namespace {1}.', [
        root.node.name,
        CATALOG_NAMESPACE,
      ]);
      return;
    }
    this.#group(root, scope, this.uri);
  }

  /** The entries in a `catalog` or `group`. */
  #group(group: Placed<ElementNode>, scope: Scope, outerBase: string): void {
    const base = this.#base(group, scope, outerBase);
    for (const child of placedChildren(group)) {
      if (!isPlacedElement(child)) continue;
      const inner = scope.enter(child.node, entitiesOf(this.tree));
      const { namespace, local } = expandedName(child.node.name, inner, 'element');
      // Elements of other namespaces are extensions.
      if (namespace !== CATALOG_NAMESPACE) continue;
      // Groups cannot be nested (5.2), so this ends.
      if (local === 'group' && group.parent === null) this.#group(child, inner, base);
      else this.#entry(child, local, inner, base);
    }
  }

  #entry(element: Placed<ElementNode>, local: string, scope: Scope, outerBase: string): void {
    const base = this.#base(element, scope, outerBase);
    if (local === 'nextCatalog') {
      const catalog = this.#address(element, 'catalog', base);
      if (catalog !== null) this.#next.push(catalog);
      return;
    }
    const known = ENTRIES.get(local);
    if (known === undefined) {
      this.#report(element.offset, 'Unknown catalog entry "{0}".', [local]);
      return;
    }
    const from = this.#value(element, known.from);
    const to = this.#address(element, known.to, base);
    if (from === null || to === null) return;
    const { kind, match } = known;
    this.#entries.push({ kind, match, from: normalIdentifier(from, kind), to });
  }

  #base(element: Placed<ElementNode>, scope: Scope, outer: string): string {
    for (const attribute of attributesOf(element.node)) {
      const { namespace, local } = expandedName(attribute.name, scope, 'attribute');
      if (namespace !== XML_NAMESPACE || local !== 'base') continue;
      const written = attributeValue(attribute, EMPTY_ENTITIES).trim();
      const base = resolveUri(written, outer);
      if (base !== null) return base;
      this.#report(element.offset, '"{0}" is not the address of a file or folder.', [written]);
    }
    return outer;
  }

  /** The value of an attribute that an entry must have; `null` and a problem where it is missing. */
  #value(element: Placed<ElementNode>, name: string): string | null {
    const attribute = attributesOf(element.node).find((candidate) => candidate.name === name);
    const value = attribute === undefined ? '' : attributeValue(attribute, entitiesOf(this.tree)).trim();
    if (value !== '') return value;
    this.#report(element.offset, 'Missing attribute "{1}" in "{0}".', [element.node.name, name]);
    return null;
  }

  #address(element: Placed<ElementNode>, name: string, base: string): string | null {
    const value = this.#value(element, name);
    if (value === null) return null;
    const uri = resolveUri(value, base);
    if (uri === null) this.#report(element.offset, '"{0}" is not the address of a file or folder.', [value]);
    return uri;
  }

  #report(offset: number, message: string, args: readonly string[]): void {
    this.#problems.push(problemAt(this.uri, this.tree, offset, message, args));
  }
}

/** An identifier as it is compared: whitespace of public ones is collapsed (6.2), others are URIs without spaces (6.3). */
export function normalIdentifier(identifier: string, kind: IdentifierKind): string {
  if (kind === 'public') return identifier.replace(/\s+/g, ' ').trim();
  return identifier.trim().replace(/[\s"<>\\^`{|}]|[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}
