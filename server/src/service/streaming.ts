/** Documents too large to be held: their trees are hollow where nothing is wrong. */
import type { Problem } from '../xml/problem';
import type { XmlTree } from '../xml/tree';
import { rememberNoFindings } from '../xml/checks/findings';
import { assemble } from '../xml/stream/assemble';
import type { ByteSource } from '../xml/stream/source';
import { Collector, rememberFacts } from '../vpc/stream/collector';
import type { Vocabulary } from '../vpc/vocabulary';
import type { Schema } from '../xsd';
import { survey, type SurveyOptions } from '../xsd/stream/survey';
import { validatorOf } from '../xsd/validate/validate';

/** A tree, and what is wrong with the bytes that it was made from. */
export interface StreamedTree {
  readonly tree: XmlTree;
  readonly problems: readonly Problem[];
}

/**
 * The tree of a document whose bytes are read once, in order, and kept where something is wrong with them. Every question
 * about it has the answer that it has about the tree of the whole text; {@link diagnostics} has them without looking into
 * what is hollow.
 * @param source UTF-8, without a byte order mark
 * @param schema what it is going to be validated against; `null`: nothing
 * @param vocabulary whose rules are going to look at it; `null`: none
 */
export function streamedTree(
  source: ByteSource,
  schema: Schema | null,
  vocabulary: Vocabulary | null,
  options?: SurveyOptions,
): StreamedTree {
  const validator = schema && validatorOf(schema);
  const collector = vocabulary && new Collector(vocabulary);
  return assemble(source, survey(source, schema, options, collector), (list, { finding }) => {
    const { type, scope, before, behind, observed } = finding;
    rememberNoFindings(list, scope);
    if (observed !== null) rememberFacts(list, observed);
    if (type !== null && before !== null && behind !== null) {
      validator?.rememberClean(list, { type, scope, before, behind });
    }
  });
}
