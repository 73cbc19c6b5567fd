import { publicationOf } from '../../domain/model';
import { nearest } from '../../xml/nearest';
import { replaceValue } from '../fixes';
import { DerivedQuery, hasSameReferences } from '../derivedQuery';
import { vendorsIn, type ReferenceRole } from '../digest';
import { vendorExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { lookupIn, referenceRange, referencesIn, type Reference } from './resolve';

/** The references of some roles to patches that a file does not describe. */
export function unknownReferences(roles: readonly ReferenceRole[]): DerivedQuery<readonly Reference[]> {
  return new DerivedQuery<readonly Reference[]>(hasSameReferences, (vendors) => {
    return referencesIn(vendors).filter(({ role, other }) => other === undefined && roles.includes(role));
  });
}

const unknown = unknownReferences(['prerequisite', 'superseded-by']);

export const unknownPatch: Rule = {
  id: 'vpc/unknown-patch',
  title: 'Prerequisites and superseding patches are described',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    prerequisite:
      'Unknown prerequisite "{0}": no known file describes this patch. Readers cannot tell whether they may install it: add the patch, or correct the identifier.',
    'superseded-by':
      'Unknown superseding patch "{0}": no known file describes it. Readers cannot tell whether they may install it: add the patch, or correct the identifier.',
  },
  docs: {
    what: 'A patch that is named as a prerequisite or as superseding another one must be described in the same file, or in another known file of the workspace.',
    why: 'Readers of this patch also need the other one, or should install it instead. Without a statement on it, they cannot act.',
    todo: 'Add the patch with its statements, or correct the identifier. Superseded patches may be old and are checked by vpc/unknown-superseded.',
  },
  examples: {
    valid: [
      vendorExample('the prerequisite is in the file', [
        { 'patch-id': 'KB5075906', prerequisite: 'KB5075000' },
        { 'patch-id': 'KB5075000' },
      ]),
    ],
    invalid: [
      vendorExample('a prerequisite that no file describes', [{ 'patch-id': 'KB5075906', prerequisite: 'KB5075000' }]),
    ],
  },
  scope: 'document',
  *check(publication, { others }): Generator<RuleProblem> {
    if (others?.complete === false) return;
    const vendors = vendorsIn(publication);
    for (const { index, role, id } of unknown.get(vendors)) {
      if (others?.describes(id, vendors[index.vendor]!.id)) continue;
      const data = { own: lookupIn(vendors).digest(index).id };
      yield { message: role, args: [id], range: referenceRange(publication, index, role, id), data };
    }
  },
  fixes: (problem, { tree, vocabulary }) => {
    const publication = publicationOf(tree, vocabulary);
    if (publication === null) return [];
    const ids = vendorsIn(publication.entry).flatMap(({ patches }) => patches.map(({ id }) => id));
    // A reference to the patch itself would be another problem.
    const candidates = ids.filter((id) => id !== problem.data?.own);
    return similar(problem.args[0]!, candidates).map((id) => replaceValue(problem, id, false));
  },
};

/** Known identifiers that differ in at most two characters: most are numbers, so all of them are similar. */
function similar(id: string, known: readonly string[]): string[] {
  const close = known.filter((other) => other !== '' && Math.abs(other.length - id.length) <= 1);
  return nearest(id, close).filter((other) => differences(id, other) <= 2);
}

function differences(a: string, b: string): number {
  let count = Math.abs(a.length - b.length);
  for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) count++;
  return count;
}
