/** Loads a schema, and applies a schema without target namespace to the namespace of a document. */
import type { LoadedSchema, SchemaResolver, SchemaSource } from './api';
import type { Schema } from './components';
import { collect, treeOf } from './read/collect';
import type { XmlTree } from '../xml/tree';
import { SchemaProblems } from './report';
import { buildSchema } from './resolve/buildSchema';

/** The sources of a schema, to load it again for another namespace, and its variants by namespace. */
interface Origin {
  readonly entries: readonly SchemaSource[];
  readonly resolve: SchemaResolver;
  readonly byNamespace: Map<string, Schema>;
}

const origins = new WeakMap<Schema, Origin>();

/**
 * Loads schema documents and all that they include, import and redefine, as one schema. Never throws; see `problems`.
 * @param resolve finds the documents that others refer to; called again by {@link applied}
 */
export function loadSchema(entries: readonly SchemaSource[], resolve: SchemaResolver): LoadedSchema {
  return load(entries, resolve, '', new Map());
}

/**
 * A schema without target namespace, with `rootNamespace` as its target namespace (as by a chameleon include); any other
 * schema unchanged. Equal arguments give the same object.
 */
export function applied(schema: Schema, rootNamespace: string): Schema {
  const origin = origins.get(schema);
  if (origin === undefined || schema.targetNamespace !== '' || rootNamespace === '') return schema;
  const known = origin.byNamespace.get(rootNamespace);
  return known ?? load(origin.entries, origin.resolve, rootNamespace, origin.byNamespace).schema;
}

/** The tree of a document of a schema, as it was loaded; `null` for a built-in one. */
export function schemaTree(schema: Schema, uri: string): XmlTree | null {
  const origin = origins.get(schema);
  const source = origin?.entries.find((entry) => entry.uri === uri) ?? origin?.resolve(uri, uri, null) ?? null;
  return source && treeOf(source);
}

function load(
  entries: readonly SchemaSource[],
  resolve: SchemaResolver,
  namespace: string,
  byNamespace: Map<string, Schema>,
): LoadedSchema {
  const problems = new SchemaProblems();
  const collection = collect(entries, resolve, namespace, problems);
  const isTrusted = entries.every((entry) => entry.isTrusted);
  const schema = buildSchema(collection, problems.report, isTrusted);
  byNamespace.set(namespace, schema);
  origins.set(schema, { entries, resolve, byNamespace });
  const documents = [...new Set(collection.documents.map((document) => document.uri))];
  const namespaces = collection.documents.map(({ targetNamespace, uri }) => ({ namespace: targetNamespace, uri }));
  return { schema, problems: problems.sorted(documents), documents, namespaces };
}
