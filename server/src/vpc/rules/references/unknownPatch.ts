import { publicationOf } from '../../model';
import { nearest } from '../nearest';
import { replacement } from '../fixes';
import { Conclusion, referAlike } from '../conclusion';
import { vendorsIn, type ReferenceRole } from '../digest';
import { vendorExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { referenceRange, referencesIn, type Reference } from './lookup';

/** The references of some roles to patches that a file does not describe. */
export function unknownReferences(roles: readonly ReferenceRole[]): Conclusion<readonly Reference[]> {
  return new Conclusion<readonly Reference[]>(referAlike, (vendors) => {
    return referencesIn(vendors).filter(({ role, other }) => other === undefined && roles.includes(role));
  });
}

const unknown = unknownReferences(['prerequisite', 'superseded-by']);

/** vpc/unknown-patch: what must be installed first, or instead, is described somewhere. */
export const unknownPatch: Rule = {
  id: 'vpc/unknown-patch',
  title: 'A prerequisite and a successor are described somewhere',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    prerequisite:
      'The patch "{0}" must be installed first, but no file at hand describes it: readers cannot tell whether they may install it. Add it, or correct the identifier.',
    'superseded-by':
      'The patch "{0}" replaces this one, but no file at hand describes it: readers cannot tell whether they may install it. Add it, or correct the identifier.',
  },
  docs: {
    what: 'A patch that is named as a prerequisite or as a successor must be described: in the same file, or in another file of the workspace where that is known.',
    why: 'Who installs this patch needs the other one too, or should take it instead. Without a result for that one, nobody may act.',
    todo: 'Add the patch with its results, or correct the identifier. What a patch replaces may be old and forgotten: vpc/unknown-superseded asks for that.',
  },
  examples: {
    valid: [
      vendorExample('the prerequisite stands in the file', [
        { 'patch-id': 'KB5075906', prerequisite: 'KB5075000' },
        { 'patch-id': 'KB5075000' },
      ]),
    ],
    invalid: [
      vendorExample('a prerequisite that nobody describes', [{ 'patch-id': 'KB5075906', prerequisite: 'KB5075000' }]),
    ],
  },
  scope: 'document',
  *check(publication, { others }): Generator<Finding> {
    if (others?.complete === false) return;
    for (const { index, role, id } of unknown.from(vendorsIn(publication))) {
      if (others?.describes(id)) continue;
      yield { message: role, args: [id], range: referenceRange(publication, index, role, id) };
    }
  },
  fixes: (problem, { tree, vocabulary }) => {
    const publication = publicationOf(tree, vocabulary);
    if (publication === null) return [];
    const ids = vendorsIn(publication.entry).flatMap(({ patches }) => patches.map(({ id }) => id));
    return similar(problem.args[0]!, ids).map((id) => replacement(problem, id, false));
  },
};

/** Identifiers of patches are numbers mostly, and all of them look alike: only a slip of one or two characters is meant. */
function similar(id: string, known: readonly string[]): string[] {
  const close = known.filter((other) => other !== '' && Math.abs(other.length - id.length) <= 1);
  return nearest(id, close).filter((other) => differences(id, other) <= 2);
}

function differences(a: string, b: string): number {
  let count = Math.abs(a.length - b.length);
  for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) count++;
  return count;
}
