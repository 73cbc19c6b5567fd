/** Collects the documents of a schema by include, import and redefine (XSD 1.0 Structures 4.2), and registers their definitions. */
import type { SchemaResolver, SchemaSource } from '../api';
import { checkpoint } from '../../xml/budget';
import { parse } from '../../xml/parser';
import type { XmlTree } from '../../xml/tree';
import { wellFormednessProblems } from '../../xml/wellFormedness';
import type { SchemaPlace } from '../components';
import { MAX_DOCUMENTS, MAX_TOTAL_LENGTH } from '../limits';
import type { SchemaProblems } from '../report';
import { builtinType } from '../simpleTypes';
import { checkDocument } from './checkDocument';
import { definitionOf, Globals, keyOf, type GlobalDefinition } from './globals';
import { finished, type Steps } from './steps';
import { isSameDefinition } from './sameDefinition';
import {
  schemaDocument,
  XML_NAMESPACE,
  XSD_NAMESPACE,
  type SchemaDocument,
  type SchemaElement,
} from './schemaDocument';
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
    finished(collector.load(entry, chameleonNamespace === '' ? null : chameleonNamespace, null, null));
  collector.addXmlNamespace();
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

const references = new WeakMap<SchemaSource, readonly SchemaReference[]>();

/** The documents that a schema document includes, imports or redefines; kept, as the tree is. */
export function referencesIn(source: SchemaSource): readonly SchemaReference[] {
  let found = references.get(source);
  if (found === undefined) {
    const { root } = schemaDocument(source.uri, treeOf(source), null);
    const elements = root?.children.filter((child) => child.isXsd() && REFERENCES.has(child.local)) ?? [];
    found = elements.map((reference) => ({
      location: reference.value('schemaLocation') ?? '',
      namespace: reference.local === 'import' ? (reference.value('namespace') ?? '') : null,
    }));
    references.set(source, found);
  }
  return found;
}

const targetNamespaces = new WeakMap<SchemaSource, string>();

/** The target namespace of a schema document; `''` for none. */
export function targetNamespaceOf(source: SchemaSource): string {
  let found = targetNamespaces.get(source);
  if (found === undefined) {
    found = schemaDocument(source.uri, treeOf(source), null).targetNamespace;
    targetNamespaces.set(source, found);
  }
  return found;
}

const REFERENCES: ReadonlySet<string> = new Set(['include', 'import', 'redefine']);

class Collector {
  readonly globals = new Globals();
  readonly #documents = new Map<string, SchemaDocument>();
  /** For each document the one by whose import, or as which entry, it came into the schema: itself or one that includes it. */
  readonly #imported = new Map<SchemaDocument, SchemaDocument>();
  /** For each imported document the one that imports it. */
  readonly #importers = new Map<SchemaDocument, SchemaDocument>();
  #needsXmlNamespace = false;
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
   * @param by the document that refers to it; `null` for an entry
   * @returns `null` where it is over the limits
   */
  *load(
    source: SchemaSource,
    includer: string | null,
    from: SchemaPlace | null,
    by: { readonly document: SchemaDocument; readonly imports: boolean } | null,
  ): Steps<SchemaDocument | null> {
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
    this.#imported.set(document, by === null || by.imports ? document : this.#imported.get(by.document)!);
    if (by?.imports) this.#importers.set(document, by.document);

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
    if (isBuiltin(definition)) return;
    const known = this.globals.get(definition.kind, keyOf(definition));
    if (known === undefined) {
      this.globals.set(definition);
    } else if (!this.#isOtherCopy(known, definition)) {
      this.#reportDuplicate('sch-props-correct.2', definition, known);
    } else if (definition.element.document.uri !== xmlNamespaceSchema.uri && !isCopy(definition, known)) {
      // The names of the XML namespace are the same in all editions of its schema.
      const code = definition.namespace === XML_NAMESPACE ? 'sch-props-correct.2.xml' : 'sch-props-correct.2.copy';
      this.#reportDuplicate(code, known, definition);
      this.#reportDuplicate(code, definition, known);
    }
  }

  #reportDuplicate(
    code: 'sch-props-correct.2' | 'sch-props-correct.2.copy' | 'sch-props-correct.2.xml',
    { element, name, namespace }: GlobalDefinition,
    other: GlobalDefinition,
  ): void {
    this.problems.report(code, element.placeOf('name'), [name, namespace], other.element.placeOf('name'));
  }

  /**
   * Whether two definitions are in two documents for one namespace, each imported by itself. A document that is imported
   * because of the other one is no copy of it.
   */
  #isOtherCopy(one: GlobalDefinition, other: GlobalDefinition): boolean {
    const [first, second] = [this.#imported.get(one.element.document)!, this.#imported.get(other.element.document)!];
    return !this.#isDueTo(first, second) && !this.#isDueTo(second, first);
  }

  /** Whether an imported document or entry is the other one, or is imported because of it. */
  #isDueTo(document: SchemaDocument, other: SchemaDocument): boolean {
    for (let at: SchemaDocument | undefined = document; at !== undefined;) {
      if (at === other) return true;
      const importer = this.#importers.get(at);
      at = importer && this.#imported.get(importer);
    }
    return false;
  }

  /**
   * Adds the definitions of the XML namespace that no document of the schema has, where an import of that namespace led to no
   * document.
   */
  addXmlNamespace(): void {
    if (this.#needsXmlNamespace) finished(this.load(xmlNamespaceSchema, null, null, null));
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
    const included = (yield this.load(source, document.targetNamespace, place, {
      document,
      imports: false,
    })) as SchemaDocument | null;
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
    const source = this.resolve(location, document.uri, namespace);
    if (source === null && namespace === XML_NAMESPACE) {
      this.#needsXmlNamespace = true;
      return;
    }
    if (source === null) {
      if (location !== '') this.problems.report('schema_reference.4', element.placeOf('schemaLocation'), [location]);
      return;
    }
    const place = element.placeOf('schemaLocation');
    const imported = (yield this.load(source, null, place, { document, imports: true })) as SchemaDocument | null;
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
      } else if (!this.#isOtherCopy(original, definition) || !isCopy(definition, original)) {
        this.globals.set({ ...definition, redefines: original });
      }
    }
  }
}

/** Whether a definition is that of another one, or of what that one redefines. */
function isCopy({ element }: GlobalDefinition, other: GlobalDefinition): boolean {
  for (let known: GlobalDefinition | null = other; known !== null; known = known.redefines) {
    if (isSameDefinition(element, known.element)) return true;
  }
  return false;
}

/** Whether the schema for schemas defines a type that is built in: its facets and its base cannot be written as a schema. */
function isBuiltin({ kind, namespace, name }: GlobalDefinition): boolean {
  return kind === 'type' && namespace === XSD_NAMESPACE && (name === 'anyType' || builtinType(name) !== undefined);
}
