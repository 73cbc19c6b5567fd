import type { LoadedSchema } from '../xsd';
import { loadSchemaFiles, type ReadFile } from './schemaFiles';

/** Which documents may be read for a schema. */
export interface Policy {
  /** Schemas read under different policies are kept apart. */
  readonly name: string;
  allows(uri: string): boolean;
}

/** Loaded schemas, so that many documents share one and keep what is remembered by its identity. */
export class SchemaStore {
  private readonly schemas = new Map<string, Promise<LoadedSchema | null>>();

  /**
   * @param read gives the text of a document, `null` where there is none; must not reject
   * @param known the text of a schema that stands alone and is known to be right, wherever it lies
   * @param rested lets others have their turn: to load a schema is a long piece of work
   */
  constructor(
    private readonly read: ReadFile,
    private readonly known: string | null = null,
    private readonly rested: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /**
   * The schema that these documents make up together with all that they include and import.
   * @returns `null` where none of the documents exists or may be read
   */
  load(uris: readonly string[], policy: Policy): Promise<LoadedSchema | null> {
    const key = [policy.name, ...uris].join('\n');
    let schema = this.schemas.get(key);
    if (schema === undefined) {
      schema = this.loadAnew(uris, (uri) => (policy.allows(uri) ? this.read(uri) : Promise.resolve(null)));
      this.schemas.set(key, schema);
    }
    return schema;
  }

  /** Forgets everything: some schema document has changed. */
  clear(): void {
    this.schemas.clear();
  }

  private async loadAnew(uris: readonly string[], read: ReadFile): Promise<LoadedSchema | null> {
    const sources = await Promise.all(uris.map(async (uri) => ({ uri, text: await read(uri) })));
    const entries = sources.flatMap(({ uri, text }) =>
      text === null ? [] : [{ uri, text, known: text === this.known }],
    );
    if (entries.length === 0) return null;
    const loaded = await loadSchemaFiles(entries, read);
    await this.rested();
    return loaded;
  }
}
