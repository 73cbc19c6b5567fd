import { replacement } from '../fixes';
import { earlierEdition, publicationExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { isRaised } from './editions';

const ID = { 'document-id': 'NWP-VPC-2026' };

/** vpc/version-not-raised: a new edition has a higher version. */
export const versionNotRaised: Rule = {
  id: 'vpc/version-not-raised',
  title: 'A new edition has a higher version than the one before',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    same: 'The edition before ({0}) has the version "{1}", and this one has "{2}". Readers who go by the version keep the old one: raise it.',
  },
  docs: {
    what: 'The version of a publication must be higher than that of its edition before: the file of the same supplier with the same identifier that was published last before this one. Numbers count by their size. Without such a file at hand nothing is said.',
    why: 'Readers and tools tell by the version which edition is the latest.',
    todo: 'Raise the version.',
  },
  examples: {
    valid: [
      publicationExample(
        'version 10 after version 9',
        { ...ID, 'document-version': '10' },
        { previous: earlierEdition({ ...ID, 'document-version': '9' }) },
      ),
    ],
    invalid: [
      publicationExample(
        'version 2 again',
        { ...ID, 'document-version': '2' },
        { previous: earlierEdition({ ...ID, 'document-version': '2' }) },
      ),
    ],
  },
  scope: 'document',
  *check(publication, { previous }): Generator<Finding> {
    const version = publication.fact('document-version');
    if (previous === undefined || previous.version === '' || version === undefined || version.value === '') return;
    if (isRaised(version.value, previous.version)) return;
    const args = [previous.name, previous.version, version.value];
    yield { message: 'same', args, range: version.range };
  },
  fixes: (problem) => {
    const before = problem.args[1]!;
    // The last number is the one that counts editions.
    const raised = before.replace(/\d+(?=\D*$)/, (digits) => String(BigInt(digits) + 1n));
    return raised === before ? [] : [replacement(problem, raised, true)];
  },
};
