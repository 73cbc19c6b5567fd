import { hashAlgorithm } from '../../domain/hashAlgorithms';
import { entitiesOf } from '../../xml/entities';
import { contentValue } from '../../xml/values';
import type { GovernedDocument } from '../../workspace/document';
import { partOf } from '../support/vocabularyAt';
import { NO_DOCUMENTATION } from './item';
import type { ValuePlace } from './valuePlace';
import type { Proposal } from './item';

/** The algorithms used for the hashes of downloads (FIPS 180-4), the most frequent first. */
const ALGORITHMS = ['SHA-256', 'SHA-384', 'SHA-512', 'SHA-1'];

/** The algorithm names for the attribute of a hash: those with the length of its value, all if it is empty or fits none. */
export function hashProposals(document: GovernedDocument, { element, attributeName }: ValuePlace): Proposal[] {
  const isAlgorithm =
    attributeName?.namespace === '' && attributeName.local === document.vocabulary?.attributeName('hash-algorithm');
  if (!isAlgorithm || partOf(document, element)?.role !== 'hash') return [];
  const hash = contentValue(element.node, entitiesOf(document.tree)).trim();
  const fitting = ALGORITHMS.filter((name) => hash === '' || hashAlgorithm(name)?.digits === hash.length);
  return (fitting.length > 0 ? fitting : ALGORITHMS).map((value) => ({
    value,
    kind: 'value',
    detail: '',
    documentation: NO_DOCUMENTATION,
  }));
}
