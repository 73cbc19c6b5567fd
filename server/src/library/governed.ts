import { REFERENCE_VOCABULARY } from '../domain/referenceVocabulary';
import type { Vocabulary } from '../domain/vocabulary';
import { createLanguageService } from '../language/languageService';
import type { GovernedDocument, OpenOptions } from '../language/types';
import { Checks } from '../workspace/configuration/checks';
import { configuredVocabulary } from '../workspace/configuration/configurations';
import type { ConfigSection } from '../workspace/configuration/file';
import { REFERENCE_SCHEMA } from '../workspace/referenceSchema';
import { loadSchema, type Schema } from '../xsd';

/** What governs a document. */
export interface DocumentOptions {
  /** Last segment of the file's path; recognises a document and is checked against the naming convention. */
  readonly fileName?: string;
  /** Governs the document whether it is recognised or not; made with {@link loadSchema}. */
  readonly schema?: Schema;
  /** Default: {@link REFERENCE_VOCABULARY}. */
  readonly vocabulary?: Vocabulary;
}

/** Which problems are looked for. */
export interface LintOptions extends DocumentOptions {
  /** As in `vpc.config.json`, for this document. */
  readonly configuration?: ConfigSection;
  /** Whether it is the asset owner's own file, which has the asset owner's states; default: a supplier's. */
  readonly isOwner?: boolean;
  /** The present in milliseconds since 1970, for rules about the future; default: the system's time. */
  readonly now?: number;
}

/** The language service that all functions of the library share. */
export const service = createLanguageService();

let referenceSchema: Schema | null = null;

/**
 * What governs a document for which nothing else is given. The reference schema is read at first use: a program that only
 * parses does not pay for it.
 */
export function reference(): OpenOptions {
  referenceSchema ??= loadSchema([{ ...REFERENCE_SCHEMA, isTrusted: true }], () => null).schema;
  return { fallbackSchema: referenceSchema, vocabulary: REFERENCE_VOCABULARY };
}

/** A document, governed by what is given, else by the reference schema and vocabulary. */
export function opened(text: string, options: LintOptions): GovernedDocument {
  const { fileName, schema, vocabulary = REFERENCE_VOCABULARY, configuration, isOwner, now } = options;
  const checks = new Checks(configuration === undefined ? [] : [{ ...configuration, origin: 'options' }]);
  const document = service.openDocument(text, {
    ...reference(),
    fileName: fileName ?? null,
    schema: schema ?? null,
    vocabulary: configuredVocabulary(vocabulary, checks),
    checks,
    ...(isOwner !== undefined && { isOwner }),
  });
  return now === undefined ? document : { ...document, now };
}
