import { earlierEdition } from '../../../server/src/rules/examples';
import { versionNotRaised } from '../../../server/src/rules/publication/versionNotRaised';
import { publication, testRule } from '../../support/ruleTester';

const version = (now: string) => publication({ 'document-version': now });
const before = (then: string) => earlierEdition({ 'document-version': then });

/** A version that is not higher, and the one that the fix writes. */
const notRaised = (now: string, then: string, output: string | null) => ({
  name: `${now} after ${then}`,
  code: version(`[[${now}]]`),
  previous: before(then),
  errors: [{ message: 'same', args: ['previous.xml', then, now] }],
  output: output === null ? null : version(output),
});

testRule(versionNotRaised, {
  valid: [
    { name: 'no previous edition available', code: version('1') },
    { name: '1.10 after 1.9', code: version('1.10'), previous: before('1.9') },
    { name: 'the previous edition has no version', code: version('1'), previous: earlierEdition({}) },
    { name: 'this edition has no version', code: publication({}), previous: before('1') },
    {
      name: 'an earlier edition with a lower version and a later date, which another rule reports',
      code: version('2'),
      doubtful: { publication: before('1'), doubt: 'contradiction', isBefore: true },
    },
    {
      name: 'the same date and no version, which another rule reports',
      code: version('2'),
      doubtful: { publication: earlierEdition({}), doubt: 'equal', isBefore: null },
    },
    { name: 'an empty version, which another rule reports', code: version(''), previous: before('1') },
  ],
  invalid: [
    {
      name: 'a higher version that was published earlier; the highest must be raised, once',
      code: version('[[2]]'),
      previous: before('2'),
      doubtful: { publication: before('3'), doubt: 'contradiction', isBefore: false },
      errors: [{ message: 'same', args: ['other.xml', '3', '2'] }],
      output: version('4'),
      leaves: 0,
    },
    {
      name: 'the same version and the same date',
      code: version('[[2]]'),
      doubtful: { publication: before('2'), doubt: 'equal', isBefore: null },
      errors: [{ message: 'equal', args: ['other.xml', '2'] }],
      output: version('3'),
      leaves: 1,
    },
    notRaised('2', '2', '3'),
    notRaised('1.9', '1.10', '1.11'),
    notRaised('2026-01', '2026-02', '2026-3'),
    notRaised('1 (draft)', '9 (draft)', '10 (draft)'),
    notRaised('1', '9999999999999999999', '10000000000000000000'),
    notRaised('A', 'A', null),
  ],
});
