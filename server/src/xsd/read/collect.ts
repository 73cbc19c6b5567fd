/** Collects the documents of a schema by include, import and redefine (XSD 1.0 Structures 4.2), and registers their definitions. */
import type { SchemaResolver, SchemaSource } from '../api';
import { checkpoint } from '../../xml/budget';
import { parse } from '../../xml/parser';
import type { XmlTree } from '../../xml/tree';
import { wellFormednessProblems } from '../../xml/wellFormedness';
import type { SchemaPlace } from '../components';
import { MAX_DOCUMENTS, MAX_TOTAL_LENGTH } from '../limits';
import type { SchemaProblems } from '../report';
import { checkDocument } from './checkDocument';
import { definitionOf, Globals, keyOf, type GlobalDefinition } from './globals';
import { finished, type Steps } from './steps';
import { schemaDocument, XML_NAMESPACE, type SchemaDocument, type SchemaElement } from './schemaDocument';
import { xmlNamespaceSchema } from './xmlNamespaceSchema';

/** All documents of a schema and their definitions. */
export interface Collection {
  readonly documents: readonly SchemaDocument[];
  readonly globals: Globals;
}

/**
 * Reads the entries and all documents that they refer to, directly or indirectly.
 * @param chameleonNamespace the target namespace for entries without one; `''` for none
 */
export function collect(
  entries: readonly SchemaSource[],
  resolve: SchemaResolver,
  chameleonNamespace: string,
  problems: SchemaProblems,
): Collection {
  const collector = new Collector(resolve, problems);
  for (const entry of entries)
    finished(collector.load(entry, chameleonNamespace === '' ? null : chameleonNamespace, null));
  return { documents: collector.documents, globals: collector.globals };
}

const trees = new WeakMap<SchemaSource, XmlTree>();

/** The tree of a schema document: kept, because a document is read for its locations first. */
export function treeOf(source: SchemaSource): XmlTree {
  let tree = trees.get(source);
  if (tree === undefined) trees.set(source, (tree = parse(source.text)));
  return tree;
}

/** A reference of a schema document to another one. */
export interface SchemaReference {
  /** As written; `''` for none. */
  readonly location: string;
  /** That an import asks for (`''`: none); `null` for include and redefine. */
  readonly namespace: string | null;
}

/** The documents that a schema document includes, imports or redefines. */
export function referencesIn(source: SchemaSource): SchemaReference[] {
  const { root } = schemaDocument(source.uri, treeOf(source), null);
  const references = root?.children.filter((child) => child.isXsd() && REFERENCES.has(child.local)) ?? [];
  return references.map((reference) => ({
    location: reference.value('schemaLocation') ?? '',
    namespace: reference.local === 'import' ? (reference.value('namespace') ?? '') : null,
  }));
}

/** The target namespace of a schema document; `''` for none. */
export function targetNamespaceOf(source: SchemaSource): string {
  return schemaDocument(source.uri, treeOf(source), null).targetNamespace;
}

const REFERENCES: ReadonlySet<string> = new Set(['include', 'import', 'redefine']);

class Collector {
  readonly globals = new Globals();
  readonly #documents = new Map<string, SchemaDocument>();
  readonly #sources = new Map<string, SchemaSource>();
  #length = 0;
  #isLimited = false;

  constructor(
    private readonly resolve: SchemaResolver,
    private readonly problems: SchemaProblems,
  ) {}

  get documents(): SchemaDocument[] {
    return [...this.#documents.values()];
  }

  /**
   * Reads a document once per target namespace: a chameleon document can be included under several.
   * @param from where another document refers to it; `null` for an entry
   * @returns `null` where it is over the limits
   */
  *load(source: SchemaSource, includer: string | null, from: SchemaPlace | null): Steps<SchemaDocument | null> {
    checkpoint();
    if (!this.#sources.has(source.uri)) this.#length += source.text.length;
    if (this.#length > MAX_TOTAL_LENGTH)
      return this.#reportLimit('limit.length', MAX_TOTAL_LENGTH / 1024 / 1024, source, from);
    const document = schemaDocument(source.uri, this.#tree(source), includer);
    const key = `${source.uri} ${document.targetNamespace}`;
    const known = this.#documents.get(key);
    if (known !== undefined) return known;
    if (this.#documents.size >= MAX_DOCUMENTS) return this.#reportLimit('limit.documents', MAX_DOCUMENTS, source, from);
    this.#documents.set(key, document);

    const { root, outermost } = document;
    if (root === null) {
      const place = outermost?.place ?? { uri: source.uri, start: 0, end: 0 };
      this.problems.report('s4s-elt-schema-ns', place, [outermost?.node.name ?? '']);
      return document;
    }
    if (root.value('targetNamespace') === '') {
      this.problems.report('s4s-att-invalid-value', root.placeOf('targetNamespace'), ['', 'targetNamespace', 'anyURI']);
    }
    if (!source.isTrusted) checkDocument(root, this.problems.report);
    for (const element of root.definitions) yield* this.#process(element);
    return document;
  }

  /** Reports the first document over a limit. */
  #reportLimit(
    code: 'limit.documents' | 'limit.length',
    limit: number,
    source: SchemaSource,
    from: SchemaPlace | null,
  ): null {
    if (!this.#isLimited) this.problems.report(code, from ?? { uri: source.uri, start: 0, end: 0 }, [String(limit)]);
    this.#isLimited = true;
    return null;
  }

  #tree(source: SchemaSource): XmlTree {
    const known = this.#sources.get(source.uri);
    if (known !== undefined) return treeOf(known);
    this.#sources.set(source.uri, source);
    const tree = treeOf(source);
    const problems = source.isTrusted ? [] : wellFormednessProblems(tree);
    for (const problem of [...(source.problems ?? []), ...problems]) this.problems.add({ ...problem, uri: source.uri });
    return tree;
  }

  *#process(element: SchemaElement): Steps<void> {
    switch (element.local) {
      case 'include':
        yield* this.#include(element, 'src-include.2.1');
        break;
      case 'import':
        yield* this.#import(element);
        break;
      case 'redefine':
        yield* this.#redefine(element);
        break;
      default: {
        const definition = definitionOf(element);
        if (definition !== null) this.#register(definition);
      }
    }
  }

  #register(definition: GlobalDefinition): void {
    const known = this.globals.get(definition.kind, keyOf(definition));
    if (known === undefined) {
      this.globals.set(definition);
      return;
    }
    this.problems.report(
      'sch-props-correct.2',
      definition.element.placeOf('name'),
      [definition.name],
      known.element.placeOf('name'),
    );
  }

  *#include(element: SchemaElement, mismatch: 'src-include.2.1' | 'src-redefine.3.1'): Steps<SchemaDocument | null> {
    const location = element.value('schemaLocation');
    if (location === undefined) return null;
    const { document } = element;
    const source = this.resolve(location, document.uri, null);
    if (source === null) {
      const isRedefining = element.definitions.length > 0;
      this.problems.report(isRedefining ? 'src-redefine.2' : 'schema_reference.4', element.placeOf('schemaLocation'), [
        location,
      ]);
      return null;
    }
    const place = element.placeOf('schemaLocation');
    const included = (yield this.load(source, document.targetNamespace, place)) as SchemaDocument | null;
    if (included === null) return null;
    if (included.root !== null && included.targetNamespace !== document.targetNamespace) {
      this.problems.report(mismatch, place, [location, included.targetNamespace, document.targetNamespace]);
    }
    return included;
  }

  *#import(element: SchemaElement): Steps<void> {
    const { document } = element;
    const namespace = element.value('namespace') ?? '';
    if (namespace === document.targetNamespace) {
      const code = element.attribute('namespace') === undefined ? 'src-import.1.2' : 'src-import.1.1';
      this.problems.report(code, element.placeOf('namespace'), [namespace]);
      return;
    }
    document.imports.add(namespace);
    const location = element.value('schemaLocation') ?? '';
    const source =
      this.resolve(location, document.uri, namespace) ?? (namespace === XML_NAMESPACE ? xmlNamespaceSchema : null);
    if (source === null) {
      if (location !== '') this.problems.report('schema_reference.4', element.placeOf('schemaLocation'), [location]);
      return;
    }
    const place = element.placeOf('schemaLocation');
    const imported = (yield this.load(source, null, place)) as SchemaDocument | null;
    if (imported?.root == null) return;
    if (imported.targetNamespace !== namespace) {
      const code = namespace === '' ? 'src-import.3.2' : 'src-import.3.1';
      this.problems.report(code, place, [location, imported.targetNamespace, namespace]);
    } else if (namespace === '' && element.attribute('namespace') !== undefined) {
      this.problems.report('src-import.3.1.empty', element.placeOf('namespace'), [location]);
    }
  }

  *#redefine(element: SchemaElement): Steps<void> {
    const redefined = yield* this.#include(element, 'src-redefine.3.1');
    for (const child of element.definitions) {
      const definition = definitionOf(child);
      if (definition === null) continue;
      const original = this.globals.get(definition.kind, keyOf(definition));
      if (original === undefined || original.element.document === element.document) {
        if (redefined !== null) this.problems.report('src-redefine.5', child.placeOf('name'), [definition.name]);
        this.#register(definition);
      } else {
        this.globals.set({ ...definition, redefines: original });
      }
    }
  }
}
