/**
 * What the documents of one schema and vocabulary have in common: names, compiled types, values and products that repeat. A run
 * over many files reads them once; otherwise that takes longer than reading a file of 100 KB.
 */
import { EMPTY_ENTITIES } from '../xml/entities';
import type { Vocabulary } from '../domain/vocabulary';
import type { Schema } from '../xsd';
import { Run } from '../xsd/validate/run';
import { validatorOf } from '../xsd/validate/validate';
import { ByteScanner } from './byteScanner';
import { TypesByScope } from './compiledTypes';
import { RecordDecoder } from './recordDecoder';
import { RecordEncoder } from './recordEncoder';

/** The names and scopes with which tables are used for a further document. Beyond that, they are of many vocabularies. */
const MAX_NAMES = 1 << 12;
const MAX_SCOPES = 32;

/** Tables of one schema and vocabulary. They are used for one document at a time. */
export class StreamTables {
  readonly scanner = new ByteScanner();
  readonly types: TypesByScope;
  readonly encoder: RecordEncoder | null;

  /** @param schema `null`: documents need only be well-formed. @param vocabulary `null`: no records are made */
  constructor(schema: Schema | null, vocabulary: Vocabulary | null) {
    this.types = new TypesByScope(schema && new Run(validatorOf(schema).compiled, EMPTY_ENTITIES), this.scanner.names);
    this.encoder = vocabulary && new RecordEncoder(vocabulary, new RecordDecoder(vocabulary));
  }

  /** Whether so much is in them that new ones are better for the next document. */
  get isFull(): boolean {
    const { names } = this.scanner;
    return names.size > MAX_NAMES || this.types.size > MAX_SCOPES || (this.encoder?.isFull ?? false);
  }
}

const tables = new WeakMap<object, WeakMap<object, StreamTables>>();
/** The keys where there is no schema or no vocabulary. */
const NONE = {};

/**
 * Runs work with the tables of a schema and a vocabulary. Where the work throws, they are not used again: they may have been left
 * in the middle of a document.
 */
export function withTables<T>(
  schema: Schema | null,
  vocabulary: Vocabulary | null,
  work: (tables: StreamTables) => T,
): T {
  const [key, own] = [vocabulary ?? NONE, schema ?? NONE];
  let ofSchema = tables.get(own);
  if (ofSchema === undefined) tables.set(own, (ofSchema = new WeakMap<object, StreamTables>()));
  const found = ofSchema.get(key) ?? new StreamTables(schema, vocabulary);
  // Not meanwhile, either: a rule could read another document.
  ofSchema.delete(key);
  const result = work(found);
  if (!found.isFull) ofSchema.set(key, found);
  return result;
}
