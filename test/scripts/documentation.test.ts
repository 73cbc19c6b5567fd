import assert from 'node:assert/strict';
import { undocumented } from '../../scripts/lib/documentation.mjs';

const RULE = `export const rule = {
  id: 'vpc/a',
  severity: 'error',
  messages: { one: 'One.' },
  docs: { what: 'What.', why: 'Why.', todo: 'Do.' },
  examples: { valid: [patchExample('a', {})], invalid: [] },
  check: () => f({ docs: 1, example: 2 }),
} satisfies Rule;
`;

describe('bundles without the documentation of rules', () => {
  it('leaves out the texts and examples of a rule, and nothing else', () => {
    const expected = RULE.replace(/docs: \{.*\}/, 'docs: undefined').replace(/examples: \{.*\}/, 'examples: undefined');
    assert.equal(undocumented('rule.ts', RULE), expected);
  });

  it('changes no other module', () => {
    const text = 'export const about = { docs: { what: 1 }, examples: [] };\n';
    assert.equal(undocumented('about.ts', text), text);
  });
});
