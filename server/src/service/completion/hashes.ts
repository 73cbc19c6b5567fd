import { hashAlgorithm } from '../../vpc/hashAlgorithms';
import { entitiesOf } from '../../xml/entities';
import { contentValue } from '../../xml/values';
import type { GovernedDocument } from '../document';
import { partOf } from '../domain';
import { SILENT } from './item';
import type { ValuePlace } from './valuePlace';
import type { Proposal } from './values';

/** The algorithms that the hashes of downloads are made with (FIPS 180-4), the usual one first. */
const ALGORITHMS = ['SHA-256', 'SHA-384', 'SHA-512', 'SHA-1'];

/** The names of hash algorithms, where a hash says which one it is of: those whose hashes are as long as the one there. */
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
    documentation: SILENT,
  }));
}
