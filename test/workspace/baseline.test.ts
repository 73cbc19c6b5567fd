import assert from 'node:assert/strict';
import fc from 'fast-check';
import { absentEntries, readBaseline, writeBaseline, type BaselineEntry } from '../../server/src/workspace/baseline';
import { render } from '../../server/src/xml/problem';
import { assertProperty } from '../support/seeds';

const entry = (code: string, text: string, digit: string): BaselineEntry => {
  return { code, text, fingerprint: digit.repeat(16) };
};
const WRITTEN = `{
  "version": 1,
  "files": {
    "a b/x.xml": [
      { "code": "vpc/filename", "text": "", "fingerprint": "3333333333333333" }
    ],
    "b.xml": [
      { "code": "vpc/code-value", "text": "in \\"test\\"", "fingerprint": "2222222222222222" },
      { "code": "xsd/cvc-id.1", "text": "x", "fingerprint": "1111111111111111" }
    ]
  }
}
`;

describe('baseline', () => {
  it('is written in a fixed order, with one problem per line', () => {
    const b = [entry('xsd/cvc-id.1', 'x', '1'), entry('vpc/code-value', 'in "test"', '2')];
    const a = [entry('vpc/filename', '', '3')];
    const files: [string, BaselineEntry[]][] = [
      ['b.xml', b],
      ['empty.xml', []],
      ['a b/x.xml', a],
    ];
    assert.equal(writeBaseline(new Map(files)), WRITTEN);
    assert.equal(writeBaseline(new Map(files.reverse().map(([path, list]) => [path, [...list].reverse()]))), WRITTEN);
    assert.equal(writeBaseline(new Map()), '{\n  "version": 1,\n  "files": {}\n}\n');
  });

  it('can be read back', () => {
    const entries = fc.record({
      code: fc.constantFrom('vpc/filename', 'xsd/cvc-id.1'),
      text: fc.string({ unit: 'binary' }),
      fingerprint: fc.stringMatching(/^[\da-f]{16}$/),
    });
    const files = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.array(entries, { minLength: 1, maxLength: 4 }));
    assertProperty(
      fc.property(files, (object) => {
        const text = writeBaseline(new Map(Object.entries(object)));
        const { baseline, problems } = readBaseline(text);
        assert.deepEqual(problems, []);
        assert.equal(writeBaseline(baseline!), text);
      }),
      { numRuns: 100, seed: 2026 },
    );
  });

  const INVALID: readonly (readonly [json: string, message: RegExp])[] = [
    ['', /^Not valid JSON/],
    ['<<<<<<< HEAD\n{}', /^Not valid JSON/],
    [
      '{ "version": 2, "files": {} }',
      /^Expected version 1, found 2: the file was written by another version of VPC Tools/,
    ],
    ['{ "version": 1 }', /property "files"/],
    ['{ "version": 1, "files": { "a.xml": [{ "code": "vpc/x" }] } }', /property "text"/],
    [WRITTEN.replace('vpc/filename', 'xml/bare-ampersand'), /well-formedness errors are always reported/],
    [WRITTEN.replace('3333333333333333', '33'), /^Expected a fingerprint/],
  ];
  for (const [json, message] of INVALID) {
    it(`reports an invalid baseline: ${message.source}`, () => {
      const { baseline, problems } = readBaseline(json);
      assert.equal(baseline, null);
      assert.match(render(problems[0]!.message, problems[0]!.args), message);
    });
  }

  it('reports entries that no longer occur, of codes that were checked', () => {
    const entries = [entry('vpc/filename', '', '1'), entry('xsd/cvc-id.1', '', '2'), entry('vpc/gone', '', '3')];
    const absent = (found: readonly BaselineEntry[], isChecked: (code: string) => boolean): string[] =>
      absentEntries(entries, found, isChecked).map(({ code }) => code);
    assert.deepEqual(
      absent([entries[0]!], () => true),
      ['xsd/cvc-id.1', 'vpc/gone'],
    );
    // A code that no longer exists cannot be checked: its entry is obsolete.
    assert.deepEqual(
      absent([], (code) => code === 'xsd/cvc-id.1'),
      ['xsd/cvc-id.1', 'vpc/gone'],
    );
    assert.deepEqual(
      absent([entry('xml/bare-ampersand', '', '4')], () => true),
      [],
    );
  });
});
