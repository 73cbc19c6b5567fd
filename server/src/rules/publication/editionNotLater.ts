import { instantOf } from '../../domain/dateTime';
import { earlierEdition, publicationExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { isLater, isRaised } from './changes';

export const editionNotLater: Rule = {
  id: 'vpc/edition-not-later',
  title: 'A new edition has a later publication date',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    same: 'The previous edition ({0}) was published on {1}, which is not before {2}. Readers who sort editions by date miss this one: set its publication date.',
    equal:
      'Another edition ({0}) has the same publication date, and no version tells which of the two is the later one. Set the publication date, or give both a version.',
    unreadable:
      'The publication date "{1}" of another edition ({0}) is not valid, so that readers cannot tell whether it is before this one. Correct it there, or raise the version here.',
  },
  docs: {
    what: 'The publication date must be later than that of the previous edition, and the order of two editions must be certain: by version, else by date. The rule applies only if the file of another edition is available; a copy of this file does not count.',
    why: 'The publication date tells readers which edition is the latest. It is easily forgotten when an edition is based on the previous one.',
    todo: 'Set the publication date, and rename the file.',
  },
  examples: {
    valid: [publicationExample('a month later', {}, { previous: earlierEdition({}) })],
    invalid: [
      publicationExample(
        'the date was not changed',
        {},
        { previous: earlierEdition({ published: '2026-02-18T09:00:00Z' }) },
      ),
    ],
  },
  scope: 'document',
  *check(publication, { previous, doubtful = [] }): Generator<RuleProblem> {
    const published = publication.field('published');
    if (published === undefined) return;
    const { value, range } = published;
    const version = publication.value('document-version') ?? '';
    const earlier = doubtful.filter(({ doubt, isBefore }) => doubt === 'contradiction' && isBefore === true);
    // Of two files with the same date, the one with the lower version is the previous edition.
    const before = [previous, ...earlier.map(({ edition }) => edition)].find(
      (edition) =>
        edition !== undefined &&
        !isLater(value, edition.published) &&
        (version === '' || edition.version === '' || !isRaised(edition.version, version)),
    );
    // With versions, another rule says that they are equal.
    const same = doubtful.find(({ doubt, edition }) => doubt === 'equal' && (version === '' || edition.version === ''));
    // The schema reports a date of this file that is not valid.
    const unreadable =
      instantOf(value) === null
        ? undefined
        : doubtful.find(({ doubt, edition }) => doubt === 'unreadable' && instantOf(edition.published) === null);
    if (before !== undefined) {
      yield { message: 'same', args: [before.name, before.published, value], range };
    } else if (same !== undefined) {
      yield { message: 'equal', args: [same.edition.name], range };
    } else if (unreadable !== undefined) {
      yield { message: 'unreadable', args: [unreadable.edition.name, unreadable.edition.published], range };
    }
  },
};
