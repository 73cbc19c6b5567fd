import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isExpressionFault, readExpression } from '../../../server/src/domain/pattern/expression';
import { matchWhole, type Meter } from '../../../server/src/domain/pattern/machine';
import { assertProperty } from '../../support/seeds';

function groups(source: string, text: string, meter?: Meter): (string | undefined)[] | null {
  const read = readExpression(source);
  assert.ok(!isExpressionFault(read), source);
  return matchWhole(read, text, meter);
}

describe('expressions of profiles', () => {
  const CASES: readonly (readonly [source: string, text: string, groups: readonly (string | undefined)[] | null])[] = [
    ['CVE-\\d{4}-\\d{4,}', 'CVE-2026-12345', []],
    ['CVE-\\d{4}-\\d{4,}', 'CVE-2026-123', null],
    ['KB(\\d{6,8})', 'KB5000001', ['5000001']],
    ['KB(\\d{6,8})', 'xKB5000001', null],
    ['(a+)(a*)', 'aaa', ['aaa', '']],
    ['(a+?)(a*)', 'aaa', ['a', 'aa']],
    ['(a)|(b)', 'b', [undefined, 'b']],
    ['(?:a|ab)(c|bcd)?', 'abcd', ['bcd']],
    ['(?<year>\\d{4})-[A-F\\d]{2}', '2026-0F', ['2026']],
    ['[^\\s\\]]+', 'a]', null],
    ['\\u{1f600}.\\x41\\/', '\u{1f600}\u{1f601}A/', []],
    ['\\bKB\\b-\\B\\.', 'KB-.', []],
    ['^\\p{Lu}+$', 'ÄÖ', []],
    ['a{0}b{2}c{1,}', 'bbccc', []],
  ];
  for (const [source, text, expected] of CASES) {
    it(`${source} and ${text}`, () => {
      assert.deepEqual(groups(source, text), expected);
    });
  }

  it('agree with those of JavaScript', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '(',
      ')',
      '(?:',
      '|',
      '*',
      '+',
      '?',
      '{1,2}',
      '*?',
      '\\w',
      '^',
      '$',
    );
    const source = fc.array(piece, { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join(''));
    assertProperty(
      fc.property(source, fc.stringMatching(/^[ab-]{0,6}$/), (pattern, text) => {
        const read = readExpression(pattern);
        fc.pre(!isExpressionFault(read));
        const expected = new RegExp(`^(?:${pattern})$`, 'u').exec(text);
        const found = matchWhole(read, text);
        assert.equal(found !== null, expected !== null);
        // JavaScript forgets the groups of earlier rounds of a repetition.
        if (!/\)[*+?{]/.test(pattern)) assert.deepEqual(found, expected?.slice(1) ?? null);
      }),
      { numRuns: 20_000, seed: 20_261 },
    );
  });

  it('are refused with the part that linear time does not allow', () => {
    for (const [source, part] of [
      ['(a)\\1', '\\1'],
      ['(?<x>a)\\k<x>', '\\k<x>'],
      ['a(?=b)b', '(?='],
      ['(?!b)a', '(?!'],
      ['(?<=b)a', '(?<='],
      ['(?<!b)a', '(?<!'],
      ['a{1001}', '{1001}'],
      ['('.repeat(30) + ')'.repeat(30), '('],
    ] as const) {
      const read = readExpression(source);
      assert.ok(isExpressionFault(read), source);
      assert.deepEqual(read.args, [part]);
    }
  });

  it('are refused where they are too large', () => {
    for (const source of ['((a{100}){100}){100}', '((){1000}){1000}', '(((a?){50}){50}){50}']) {
      const read = readExpression(source);
      assert.ok(isExpressionFault(read), source);
      assert.equal(read.message, 'The regular expression is too large. Repeat less in it.');
    }
    const long = readExpression('a'.repeat(501));
    assert.ok(isExpressionFault(long));
    assert.equal(long.message, 'A regular expression must not be longer than {0} characters.');
  });

  it('are refused where their syntax is wrong', () => {
    for (const source of ['(', 'a{2,1}', '[z-a]', '*', '\\p{No}{'])
      assert.ok(isExpressionFault(readExpression(source)));
  });

  it('have steps in proportion to expression and text', () => {
    const HOSTILE = ['(.+)+(.+)+Z!', '(a*)*b', '(a|a)*b', '(a|aa)+$b', '((a+)+)+b', '(.*a){20}b', '(?:a?){50}a{50}'];
    for (const source of HOSTILE) {
      const read = readExpression(source);
      assert.ok(!isExpressionFault(read), source);
      for (const length of [10, 100, 1_000]) {
        const meter = { steps: 0 };
        assert.equal(matchWhole(read, `${'a'.repeat(length)}!`, meter), null);
        const bound = 4 * (read.instructions.length + 1) * (length + 2);
        assert.ok(meter.steps <= bound, `${source}: ${meter.steps} > ${bound}`);
      }
    }
  });
});
