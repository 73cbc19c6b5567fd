/** The language server in a real Emacs with eglot, with the configuration of docs/EDITORS.md. */
import assert from 'node:assert/strict';
import { AMPERSAND, FIXED, runEditor, STATE, STATES } from '../../support/editors';

describe('Emacs', () => {
  it('with emacs.el: diagnostics, hover, completion, actions, fix all, rename, format, matrix', () => {
    const results = runEditor(['emacs.el'], 'emacs.el', (configurations, script) => {
      return ['--batch', ...configurations.flatMap((path) => ['-l', path]), '-l', script];
    });
    const { failure, ...seen } = results;
    assert.equal(failure, undefined, JSON.stringify(results, null, 2));
    assert.deepEqual(seen, {
      diagnostics: [`11 xml [xml/bare-ampersand]: ${AMPERSAND}`, `16 vpc [vpc/code-value]: ${STATE}`],
      hover: 'Status · CodeType (xs:normalizedString) · required, once',
      completion: [...STATES.split(', '), '<!-- -->', '<![CDATA[ ]]>'],
      actions: [
        'Replace with "Approved"',
        'Replace with "Not Approved"',
        'Suppress vpc/code-value for this line',
        'Suppress vpc/code-value in this file',
      ],
      afterFixAll: FIXED,
      afterRename: 'KB9',
      renamedInOther: true,
      sorted: ['KB2', 'KB9'],
      isFormatted: true,
      matrix: 'KB9',
      // eglot renames no files: the right name is in the message.
      nameProblem: [
        '2 vpc [vpc/filename]: File name "misnamed.xml" does not follow the filename convention, which gives "Northwind_VPC_2026-01-20.xml". Readers sort and find files by name: rename the file.',
      ],
      nameActions: ['Suppress vpc/filename for this line', 'Suppress vpc/filename in this file'],
      inserted: '<PublishedDate>2026-05-20T00:00:00Z</PublishedDate>\n  <Supplier>Northwind</Supplier>',
    });
  });
});
