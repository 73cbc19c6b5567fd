import type { Range } from '../domain/field';
import type { GovernedDocument } from '../workspace/document';
import { rootElement } from '../xml/locate';
import { identifiersOf } from './occurrences';

/** A place above which the matrix can be opened. */
export interface MatrixLens extends Range {
  readonly subject: 'publication' | 'patch';
}

/**
 * The start tags of the publication and of its patches, in document order. Patches beyond `limit` have none. Empty for a document
 * that is not of the vocabulary.
 */
export function matrixLenses(document: GovernedDocument, limit: number): MatrixLens[] {
  const root = rootElement(document.tree);
  const identifiers = identifiersOf(document);
  if (root === null || identifiers === null) return [];
  const lenses: MatrixLens[] = [lensAt('publication', root.offset, root.node.openWidth)];
  for (const { patch } of identifiers.patches(0, document.tree.length)) {
    if (lenses.length > limit) break;
    lenses.push(lensAt('patch', patch.at, patch.entry.node.openWidth));
  }
  return lenses;
}

function lensAt(subject: MatrixLens['subject'], start: number, width: number): MatrixLens {
  return { subject, start, end: start + width };
}
