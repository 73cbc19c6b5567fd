/** Gathers the documents of a schema: follows include, import and redefine (XSD 1.0 Structures 4.2) and registers what they define. */
import type { SchemaResolver, SchemaSource } from '../api';
import { parse } from '../../xml/parser';
import type { XmlTree } from '../../xml/tree';
import { wellFormednessProblems } from '../../xml/wellFormedness';
import type { SchemaProblems } from '../report';
import { checkDocument } from './checkDocument';
import { definitionOf, Globals, keyOf, type GlobalDefinition } from './globals';
import { schemaDocument, XML_NAMESPACE, type SchemaDocument, type SchemaElement } from './schemaDocument';
import { xmlNamespaceSchema } from './xmlNamespaceSchema';

/** All documents of a schema and what they define. */
export interface Collection {
  readonly documents: readonly SchemaDocument[];
  readonly globals: Globals;
}

/**
 * Reads the entries and everything they lead to.
 * @param chameleonNamespace the namespace that entries without targetNamespace get; `''` for none
 */
export function collect(
  entries: readonly SchemaSource[],
  resolve: SchemaResolver,
  chameleonNamespace: string,
  problems: SchemaProblems,
): Collection {
  const collector = new Collector(resolve, problems);
  for (const entry of entries) collector.load(entry, chameleonNamespace === '' ? null : chameleonNamespace);
  return { documents: collector.documents, globals: collector.globals };
}

class Collector {
  readonly globals = new Globals();
  readonly #documents = new Map<string, SchemaDocument>();
  readonly #trees = new Map<string, XmlTree>();

  constructor(
    private readonly resolve: SchemaResolver,
    private readonly problems: SchemaProblems,
  ) {}

  get documents(): SchemaDocument[] {
    return [...this.#documents.values()];
  }

  /** Reads a document once for each target namespace that it takes part under. */
  load(source: SchemaSource, includer: string | null): SchemaDocument {
    const document = schemaDocument(source.uri, this.#tree(source), includer);
    const key = `${source.uri} ${document.targetNamespace}`;
    const known = this.#documents.get(key);
    if (known !== undefined) return known;
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
    if (!source.known) checkDocument(root, this.problems.report);
    for (const element of root.definitions) this.#take(element);
    return document;
  }

  #tree(source: SchemaSource): XmlTree {
    let tree = this.#trees.get(source.uri);
    if (tree === undefined) {
      tree = parse(source.text);
      this.#trees.set(source.uri, tree);
      const found = source.known ? [] : wellFormednessProblems(tree);
      for (const problem of found) this.problems.add({ ...problem, uri: source.uri });
    }
    return tree;
  }

  #take(element: SchemaElement): void {
    switch (element.local) {
      case 'include':
        this.#included(element, 'src-include.2.1');
        break;
      case 'import':
        this.#import(element);
        break;
      case 'redefine':
        this.#redefine(element);
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

  #included(element: SchemaElement, mismatch: 'src-include.2.1' | 'src-redefine.3.1'): SchemaDocument | null {
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
    const included = this.load(source, document.targetNamespace);
    if (included.root !== null && included.targetNamespace !== document.targetNamespace) {
      this.problems.report(mismatch, element.placeOf('schemaLocation'), [
        location,
        included.targetNamespace,
        document.targetNamespace,
      ]);
    }
    return included;
  }

  #import(element: SchemaElement): void {
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
    const imported = this.load(source, null);
    if (imported.root === null) return;
    const place = element.placeOf('schemaLocation');
    if (imported.targetNamespace !== namespace) {
      const code = namespace === '' ? 'src-import.3.2' : 'src-import.3.1';
      this.problems.report(code, place, [location, imported.targetNamespace, namespace]);
    } else if (namespace === '' && element.attribute('namespace') !== undefined) {
      this.problems.report('src-import.3.1.empty', element.placeOf('namespace'), [location]);
    }
  }

  #redefine(element: SchemaElement): void {
    const redefined = this.#included(element, 'src-redefine.3.1');
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
