import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostics } from '../../server/src/language/diagnostics';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { rootName } from '../../server/src/workspace/recognition';
import { parse } from '../../server/src/xml/parser';
import { applied, loadSchema, type LoadedSchema } from '../../server/src/xsd';
import type { TestVocabulary } from './vocabularies';

const schemas = new Map<string, LoadedSchema>();

/** The schema of a text, with its problems; for schemas without includes. */
export function schemaOf(text: string): LoadedSchema {
  let loaded = schemas.get(text);
  if (loaded === undefined) {
    loaded = loadSchema([{ uri: 'file:///test.xsd', text }], () => null);
    schemas.set(text, loaded);
  }
  return loaded;
}

/** A document of a vocabulary with its schema. */
export function documentIn(
  { schemaText, vocabulary }: TestVocabulary,
  text: string,
  fileName: string | null = null,
): GovernedDocument {
  return { ...documentUnder(schemaText, text), vocabulary, fileName };
}

/** A document with a schema (`null`: none) and without vocabulary. */
export function documentUnder(schemaText: string | null, text: string): GovernedDocument {
  const tree = parse(text);
  const schema = schemaText === null ? null : applied(schemaOf(schemaText).schema, rootName(tree)?.namespace ?? '');
  return { tree, schema, vocabulary: null, fileName: null };
}

/** `code "marked text"` of each problem. */
export function problemsIn(document: GovernedDocument): string[] {
  return diagnostics(document).map(
    ({ code, start, end }) => `${code} ${JSON.stringify(document.tree.slice(start, end))}`,
  );
}

/** The text of the bundled reference schema, which only the bundles import. */
export const REFERENCE_SCHEMA_TEXT = readFileSync(join(__dirname, '..', '..', 'schemas', 'vpc.xsd'), 'utf8');
