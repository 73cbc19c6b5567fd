import assert from 'node:assert/strict';
import { lookOfDecision } from '../../../client/webview/plan/kinds';
import { DECISION_SYMBOLS } from '../../../server/src/matrix/plan/export/shown';

describe('the symbols of decisions', () => {
  for (const [decision, symbol] of Object.entries(DECISION_SYMBOLS)) {
    it(`are those of the report: ${symbol} ${decision}`, () => {
      assert.equal(lookOfDecision(decision).symbol.replace('\uFE0E', ''), symbol);
    });
  }
});
