import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostics } from '../../server/src/service/diagnostics';
import type { GovernedDocument } from '../../server/src/service/document';
import { rootName } from '../../server/src/service/recognition';
import { parse } from '../../server/src/xml/parser';
import { applied, loadSchema, type LoadedSchema } from '../../server/src/xsd';
import type { TestVocabulary } from './vocabularies';

const schemas = new Map<string, LoadedSchema>();

/** The schema of a text, with its mistakes. Schemas that include others are not for this. */
export function schemaOf(text: string): LoadedSchema {
  let loaded = schemas.get(text);
  if (loaded === undefined) {
    loaded = loadSchema([{ uri: 'file:///test.xsd', text }], () => null);
    schemas.set(text, loaded);
  }
  return loaded;
}

/** A document in a vocabulary, governed by its schema. */
export function documentIn(
  { schemaText, vocabulary }: TestVocabulary,
  text: string,
  fileName: string | null = null,
): GovernedDocument {
  return { ...documentUnder(schemaText, text), vocabulary, fileName };
}

/** A document governed by a schema alone; `null`: by none. */
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
