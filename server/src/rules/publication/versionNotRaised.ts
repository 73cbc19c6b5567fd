import { replaceValue } from '../fixes';
import { earlierEdition, publicationExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { isRaised } from './changes';

const ID = { 'document-id': 'NWP-VPC-2026' };

export const versionNotRaised: Rule = {
  id: 'vpc/version-not-raised',
  title: 'A new edition has a higher version',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    same: 'The previous edition ({0}) has version "{1}", but this one has "{2}", which is not higher. Readers who compare versions keep the old edition: raise the version.',
    equal:
      'Another edition ({0}) has the same version "{1}" and the same publication date. Readers cannot tell which of the two is the later one: raise the version.',
  },
  docs: {
    what: 'The version of a publication must be higher than that of its previous edition: the latest earlier file of the same supplier with the same publication identifier. Files of a supplier without identifiers are editions of one publication if the later one lists at least half of the patches of the earlier one. Numbers are compared numerically, names without regard to case and punctuation. The rule applies only if such a file is available; a copy of this file does not count.',
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
  *check(publication, { previous, doubtful = [] }): Generator<RuleProblem> {
    const version = publication.field('document-version');
    if (version === undefined || version.value === '') return;
    const { value, range } = version;
    const published = doubtful.filter(({ doubt, isBefore }) => doubt === 'contradiction' && isBefore === false);
    // One problem is enough: the highest version must be raised.
    const before = [previous, ...published.map(({ edition }) => edition)]
      .filter((edition) => edition !== undefined && edition.version !== '' && !isRaised(value, edition.version))
      .reduce(
        (a, b) => (a !== undefined && b !== undefined && isRaised(b.version, a.version) ? b : (a ?? b)),
        undefined,
      );
    const same = doubtful.find(({ doubt, edition }) => doubt === 'equal' && edition.version !== '');
    if (before !== undefined) {
      yield { message: 'same', args: [before.name, before.version, value], range };
    } else if (same !== undefined) {
      yield { message: 'equal', args: [same.edition.name, value], range };
    }
  },
  fixes: (problem) => {
    const before = problem.args[1]!;
    // The last number of a version counts the editions.
    const raised = before.replace(/\d+(?=\D*$)/, (digits) => String(BigInt(digits) + 1n));
    return raised === before ? [] : [replaceValue(problem, raised, true)];
  },
};
