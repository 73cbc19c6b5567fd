/** The language server in a real Vim with ALE, with the configuration of docs/EDITORS.md. */
import assert from 'node:assert/strict';
import { AMPERSAND, runEditor, STATE } from '../../support/editors';

describe('Vim with ALE', () => {
  it('with vim-ale.vim: diagnostics, hover, actions, rename', () => {
    const results = runEditor(['vim-ale.vim'], 'vim.vim', (configurations, script) => {
      const loaded = configurations.flatMap((path) => ['-c', `source ${path}`]);
      return [
        '-N',
        '-u',
        'NONE',
        '-i',
        'NONE',
        '-es',
        '-c',
        'set rtp+=/usr/share/vim-ale',
        '-c',
        'runtime plugin/ale.vim',
        ...loaded,
        '-S',
        script,
      ];
    });
    const { failure, ...seen } = results;
    assert.equal(failure, undefined, JSON.stringify(results, null, 2));
    assert.deepEqual(seen, {
      diagnostics: [`11 xml/bare-ampersand ${AMPERSAND}`, `16 vpc/code-value ${STATE}`],
      hover: 'Status · CodeType (xs:normalizedString) · required, once',
      actions: [
        '1) Replace with "Approved"',
        '2) Replace with "Not Approved"',
        '3) Suppress vpc/code-value for this line',
        '4) Suppress vpc/code-value in this file',
      ],
      afterAction: '<Status>Approved</Status>',
      afterRename: 'KB9',
    });
  });
});
