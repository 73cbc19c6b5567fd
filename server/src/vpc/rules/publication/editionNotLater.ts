import { earlierEdition, publicationExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { isLater, isRaised } from './editions';

/** vpc/edition-not-later: a new edition is published after the one before. */
export const editionNotLater: Rule = {
  id: 'vpc/edition-not-later',
  title: 'A new edition is published after the one before',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    same: 'The edition before ({0}) was published on {1}, which is not before {2}. Readers who sort editions by their dates overlook this one: set the date on which it is published.',
  },
  docs: {
    what: 'The date of publication must be later than that of the edition before. Without the file of that one at hand nothing is said.',
    why: 'The date tells readers which edition is the latest. It is easily forgotten when an edition is made out of the one before.',
    todo: 'Set the date of publication, and rename the file.',
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
  *check(publication, { previous }): Generator<Finding> {
    const published = publication.fact('published');
    if (previous === undefined || published === undefined || isLater(published.value, previous.published)) return;
    const version = publication.value('document-version') ?? '';
    // Of two files with the same date, the one with the lower version is the edition before.
    if (version !== '' && previous.version !== '' && isRaised(previous.version, version)) return;
    yield { message: 'same', args: [previous.name, previous.published, published.value], range: published.range };
  },
};
