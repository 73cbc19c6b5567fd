// server/src/xsd as a validator of files: reads them, resolves schemaLocations to local files, and validates.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const all = await modules();
export const {
  allowedValues,
  attributesOf,
  builtinType,
  check,
  decode,
  withProblems,
  inTurns,
  loadSchema,
  median,
  parse,
} = all;
export const { randomFrom, REFERENCE_VOCABULARY, reparse, rootElement, CompiledSchema, validate, validFile } = all;
export const { askOffers, broken, governed, takeOffers, wellFormednessProblems, edited, formatEdits, saidBy } = all;
export const { bytesSource, mutated, openStream, ruleProblems, streamedTree } = all;

/** The smallest pieces, so that small documents have many. */
const PIECES = { chunk: 64, segment: 200, minSegment: 0, child: 300 };

/** The folders of server/src that the drivers need, bundled from their sources into one module. */
async function modules() {
  const entry = fileURLToPath(new URL('modules.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Number of cached schemas: the tests of a suite come group by group. */
const MAX_SCHEMAS = 8;
const loaded = new Map();

/**
 * Validates schema documents and, if given, an instance. Documents that the instance's xsi:schemaLocation and
 * xsi:noNamespaceSchemaLocation name are added to the schema if they exist as files and their namespace is new.
 * @param {{ schemas: string[], instance: string | null, stream?: boolean }} paths absolute; `stream`: the instance is streamed
 * @returns {{ schemaValid: boolean, instanceValid: boolean | null, schemaProblems: object[], problems: object[] }}
 */
export function judge({ schemas, instance, stream = false }) {
  const document = instance === null ? null : read(instance);
  const given = schemaOf(schemas);
  const { schema, problems: schemaProblems } =
    document === null ? given : withHints(schemas, given, document.tree, instance);
  const schemaValid = !schemaProblems.some(isError);
  if (document === null || !schemaValid) return { schemaValid, instanceValid: null, schemaProblems, problems: [] };
  const tree = stream ? streamed(document.tree, schema) : document.tree;
  const malformed = [...document.problems, ...wellFormednessProblems(tree)].filter(isError);
  const problems = malformed.length > 0 ? malformed : validate(tree, schema);
  return { schemaValid, instanceValid: !problems.some(isError), schemaProblems, problems };
}

/** The tree of the same text, streamed. */
export function streamed(tree, schema, options = PIECES) {
  const source = bytesSource(Buffer.from(tree.text()));
  return streamedTree(source, { schema, vocabulary: null }, options).tree;
}

/** The schema with the documents that an instance names for namespaces that are not in the schema. */
function withHints(schemas, given, tree, instance) {
  const more = hintsOf(tree, instance).filter(({ namespace }) => !given.schema.namespaces.has(namespace));
  return more.length === 0 ? given : schemaOf([...new Set([...schemas, ...more.map(({ path }) => path)])]);
}

/** Loads a schema from files; the last few are cached. */
export function schemaOf(paths) {
  const key = paths.join('\n');
  let known = loaded.get(key);
  if (known === undefined) {
    const source = sources();
    known = loadSchema(paths.map(source), (location, base) => {
      const path = localPath(location, base);
      return path === null ? null : source(path);
    });
    if (loaded.size >= MAX_SCHEMAS) loaded.delete(loaded.keys().next().value);
    loaded.set(key, known);
  }
  return known;
}

/** A document's tree and the problems of its encoding. */
export function read(path) {
  const { text, problems } = withProblems(decode(readFileSync(path)));
  return { tree: parse(text), problems };
}

export const isError = (problem) => problem.severity === 'error';

/** Reads schema documents, each once: many documents include the same ones. */
function sources() {
  const known = new Map();
  return (path) => {
    if (!known.has(path))
      known.set(path, { uri: pathToFileURL(path).href, ...withProblems(decode(readFileSync(path))) });
    return known.get(path);
  };
}

const localPaths = new Map();

/** The file that a location names, if it exists; cached, because schemas include the same files many times. */
function localPath(location, base) {
  const key = `${location} ${base}`;
  if (!localPaths.has(key)) localPaths.set(key, findLocalPath(location, base));
  return localPaths.get(key);
}

function findLocalPath(location, base) {
  if (location === '' || !URL.canParse(location, base)) return null;
  const url = new URL(location, base);
  if (url.protocol !== 'file:') return null;
  const path = fileURLToPath(url);
  return existsSync(path) && statSync(path).isFile() ? path : null;
}

/** The local files that xsi:schemaLocation and xsi:noNamespaceSchemaLocation of the root element name. */
function hintsOf(tree, instance) {
  const root = rootElement(tree);
  if (root === null) return [];
  const pairs = attributesOf(root.node).flatMap(({ name, rawValue }) => {
    const words = rawValue.trim().split(/\s+/);
    if (/^[^:]+:noNamespaceSchemaLocation$/.test(name)) return [{ namespace: '', location: words[0] }];
    if (!/^[^:]+:schemaLocation$/.test(name)) return [];
    return words.flatMap((namespace, index) =>
      index % 2 === 0 ? [{ namespace, location: words[index + 1] ?? '' }] : [],
    );
  });
  return pairs.flatMap(({ namespace, location }) => {
    const path = localPath(location, pathToFileURL(instance).href);
    return path === null ? [] : [{ namespace, path }];
  });
}
