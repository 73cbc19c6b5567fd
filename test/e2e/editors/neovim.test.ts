/** The language server in a real Neovim, with the configurations of docs/EDITORS.md. */
import assert from 'node:assert/strict';
import { AMPERSAND, FIXED, runEditor, STATE, STATES } from '../../support/editors';

describe('Neovim', () => {
  for (const file of ['neovim.lua', 'neovim-0.11.lua']) {
    it(`with ${file}: diagnostics, hover, completion, actions, fix all, rename, file rename, format, matrix`, () => {
      const results = runEditor([file, 'neovim-commands.lua'], 'neovim.lua', (configurations, script) => {
        const loaded = [script.replace('neovim.lua', 'neovim-functions.lua'), ...configurations, script];
        return ['--headless', '--clean', ...loaded.flatMap((path) => ['-c', `luafile ${path}`])];
      });
      const { failure, ...seen } = results;
      assert.equal(failure, undefined, JSON.stringify(results, null, 2));
      assert.deepEqual(seen, {
        diagnostics: [`11 xml/bare-ampersand ${AMPERSAND}`, `16 vpc/code-value ${STATE}`],
        hover: ['**Status** · `CodeType (xs:normalizedString)` · required, once'],
        completion: [...STATES.split(', '), '<!--  -->', '<![CDATA[]]>'],
        actions: [
          'Replace with "Approved"',
          'Replace with "Not Approved"',
          'Suppress vpc/code-value for this line',
          'Suppress vpc/code-value in this file',
          'Fix all auto-fixable VPC problems',
        ],
        afterAction: '<Status>Approved</Status>',
        afterFixAll: FIXED.trimEnd(),
        afterRename: 'KB9',
        renamedInOther: ['      <ID>KB9</ID>'],
        sorted: ['KB2', 'KB9'],
        isFormatted: true,
        matrix: 'KB9',
        files: ['Northwind_VPC_2026-01-20.xml', 'Northwind_VPC_2026-02-20.xml', 'vpc.config.json'],
        inserted: '<PublishedDate>2026-05-20T00:00:00Z</PublishedDate>\n  <Supplier>Northwind</Supplier>',
      });
    });
  }
});
