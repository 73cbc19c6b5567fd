import { loadSchema, type LoadedSchema, type SchemaSource } from '../xsd';

/** Reads a file; `null` where it is missing or must not be read. */
export type ReadFile = (uri: string) => Promise<string | null>;

/**
 * Loads a schema whose documents have to be read first.
 *
 * The xsd room asks for documents while it reads others and cannot wait. So what it asks for in vain is read afterwards and
 * the schema is loaded again, until it asks for nothing new; that takes as many rounds as includes are deep.
 * @param entries the documents that make up the schema
 * @param read gives `null` for everything that must not be followed, whatever the reason
 */
export async function loadSchemaFiles(entries: readonly SchemaSource[], read: ReadFile): Promise<LoadedSchema> {
  const texts = new Map<string, string | null>(entries.map(({ uri, text }) => [uri, text]));
  for (;;) {
    const missing = new Set<string>();
    const loaded = loadSchema(entries, (location, base) => {
      const uri = resolveUri(location, base);
      if (uri === null) return null;
      const text = texts.get(uri);
      if (text === undefined) missing.add(uri);
      return text == null ? null : { uri, text };
    });
    if (missing.size === 0) return loaded;
    for (const uri of missing) texts.set(uri, await read(uri));
  }
}

/** A location as an absolute uri without fragment; `null` where it is none. */
export function resolveUri(location: string, base: string): string | null {
  if (location === '' || !URL.canParse(location, base)) return null;
  const url = new URL(location, base);
  url.hash = '';
  return url.href;
}
