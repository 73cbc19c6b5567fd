/** Valid files of about a given size, in any vocabulary. */
import type { Draft } from '../../server/src/domain/publicationText';
import { writePublication } from '../../server/src/domain/publicationText';
import { expectedName, parsePattern } from '../../server/src/domain/fileName';
import type { Vocabulary } from '../../server/src/domain/vocabulary';
import { publicationWith } from './publication';

/** A file name and its content. */
export interface GeneratedFile {
  /** By the filename convention of the vocabulary. */
  readonly name: string;
  readonly text: string;
}

/** The length of a patch is the average of this many patches. */
const SAMPLE = 40;

/**
 * A valid file of about `bytes` bytes: whole patches, at least one. The same arguments give the same file.
 * @param schema the file that the root element names as its schema; without it, the root element names none
 */
export function validFile(bytes: number, vocabulary: Vocabulary, schema: string | null = null): GeneratedFile {
  return fileOf(publicationWith(patchesIn(bytes, vocabulary), vocabulary), vocabulary, schema);
}

/** How many patches a publication of about `bytes` bytes has; at least one. */
export function patchesIn(bytes: number, vocabulary: Vocabulary): number {
  const frame = writePublication(publicationWith(1, vocabulary), vocabulary).length;
  const sample = writePublication(publicationWith(SAMPLE, vocabulary), vocabulary).length;
  const patch = (sample - frame) / (SAMPLE - 1);
  return Math.max(1, Math.round((bytes - frame) / patch) + 1);
}

/** A publication as a file, named by the filename convention of the vocabulary. */
export function fileOf(
  publication: Draft<'publication'>,
  vocabulary: Vocabulary,
  schema: string | null,
): GeneratedFile {
  const pattern = parsePattern(vocabulary.profile.fileName.pattern)!;
  const name = expectedName(pattern, (role) => {
    const value = role === 'vendor-id' ? publication['patch-vendor']![0]!['vendor-id'] : publication[role];
    return typeof value === 'string' ? value : undefined;
  });
  const text = writePublication(publication, vocabulary);
  return { name: name!, text: schema === null ? text : bound(text, vocabulary, schema) };
}

function bound(text: string, { rootName, profile }: Vocabulary, schema: string): string {
  const namespace = profile.recognition.namespaces?.[0];
  const location =
    namespace === undefined ? `noNamespaceSchemaLocation="${schema}"` : `schemaLocation="${namespace} ${schema}"`;
  const attributes = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:${location}`;
  return text.replace(`<${rootName}`, (start) => start + attributes);
}
