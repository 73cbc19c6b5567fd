import assert from 'node:assert/strict';
import { diagnostics } from '../../server/src/language/diagnostics';
import { fixAll } from '../../server/src/language/fixes/fixAll';
import { runToCompletion } from '../../server/src/xml/task';
import { edited } from '../support/cursor';
import { documentIn } from '../support/documents';
import { nameOfRole } from '../support/roles';
import { BOTH } from '../support/vocabularies';

describe('a space before the name of a tag', () => {
  for (const test of BOTH) {
    for (const container of ['product', 'patch'] as const) {
      const role = container === 'product' ? 'state' : 'product';
      it(`is one problem with one fix, ${role}: ${test.title}`, () => {
        const name = test.prefix + nameOfRole(test, container, role as never);
        const text = test.sampleText.replace(`<${name}>`, `< ${name}>`);
        const document = documentIn(test, text, test.sampleName);
        assert.deepEqual(
          diagnostics(document).map(({ code }) => code),
          ['xml/bare-less-than'],
        );
        assert.equal(edited(text, runToCompletion(fixAll(document)).edits), test.sampleText);
      });
    }
  }
});
