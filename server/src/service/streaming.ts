/** Documents too large to be held: their trees are hollow where nothing is wrong. */
import { rememberFacts, type RunFacts, Collector } from '../vpc/stream/collector';
import { Marker } from '../vpc/stream/marker';
import type { Vocabulary } from '../vpc/vocabulary';
import type { HollowList } from '../xml/hollow';
import { rememberNoFindings } from '../xml/checks/findings';
import type { Problem } from '../xml/problem';
import { assemble } from '../xml/stream/assemble';
import type { HollowSegment } from '../xml/stream/segments';
import type { ByteSource } from '../xml/stream/source';
import type { XmlTree } from '../xml/tree';
import type { Schema } from '../xsd';
import { survey } from '../xsd/stream/survey';
import type { CleanRun, Surveyed, SurveyOptions } from '../xsd/stream/surveyed';
import { validatorOf } from '../xsd/validate/validate';

/** A document that is going to be streamed. */
export interface StreamedDocument {
  /** UTF-8, without a byte order mark. */
  readonly source: ByteSource;
  /** The document up to some place behind the root's start tag. */
  readonly head: XmlTree;
  /** What it is going to be validated against; `null`: nothing. */
  readonly schema: Schema | null;
  /** Whose rules are going to look at it; `null`: none. */
  readonly vocabulary: Vocabulary | null;
}

/** A tree, and what is wrong with the bytes that it was made from. */
export interface StreamedTree {
  readonly tree: XmlTree;
  readonly problems: readonly Problem[];
}

/** Surveys a document. */
export function surveyOf(
  { source, schema, vocabulary }: StreamedDocument,
  options?: SurveyOptions,
): Surveyed<RunFacts> {
  return survey(source, schema, options, vocabulary && new Marker(vocabulary, new Collector(vocabulary)));
}

/**
 * The tree of a document whose bytes are read once, in order, and kept where something is wrong with them. Every question
 * about it has the answer that it has about the tree of the whole text; `diagnostics` has them without looking into what is
 * hollow.
 */
export function streamedTree(document: StreamedDocument, options?: SurveyOptions): StreamedTree {
  return treeOf(document, surveyOf(document, options));
}

/**
 * The tree of a document that was surveyed.
 * @param mostHeld so many bytes may have to be held
 * @throws TooMuchToHold where it is more
 */
export function treeOf(
  { source, schema }: StreamedDocument,
  segments: Surveyed<RunFacts>,
  mostHeld?: number,
): StreamedTree {
  const validator = schema && validatorOf(schema);
  const tell = (list: HollowList, { finding }: HollowSegment<CleanRun<RunFacts>>): void => {
    const { type, scope, elements, observed } = finding;
    rememberNoFindings(list, scope);
    if (observed !== null) rememberFacts(list, observed);
    if (type !== null) validator?.rememberClean(list, { type, scope, elements });
  };
  return assemble(source, segments, tell, mostHeld);
}
