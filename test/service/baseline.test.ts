import assert from 'node:assert/strict';
import fc from 'fast-check';
import { absentEntries, readBaseline, writeBaseline, type BaselineEntry } from '../../server/src/service/baseline';
import { render } from '../../server/src/xml/problem';

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

describe('a baseline', () => {
  it('is written the same whatever order its findings come in, one a line', () => {
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

  it('is read as it was written', () => {
    const entries = fc.record({
      code: fc.constantFrom('vpc/filename', 'xsd/cvc-id.1'),
      text: fc.string({ unit: 'binary' }),
      fingerprint: fc.stringMatching(/^[\da-f]{16}$/),
    });
    const files = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.array(entries, { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(files, (object) => {
        const text = writeBaseline(new Map(Object.entries(object)));
        const { baseline, problems } = readBaseline(text);
        assert.deepEqual(problems, []);
        assert.equal(writeBaseline(baseline!), text);
      }),
    );
  });

  const MISTAKES: readonly (readonly [json: string, message: RegExp])[] = [
    ['', /^This is not JSON/],
    ['<<<<<<< HEAD\n{}', /^This is not JSON/],
    [
      '{ "version": 2, "files": {} }',
      /^Expected version 1, found 2: another version of VPC Tools has written this file/,
    ],
    ['{ "version": 1 }', /"files" is missing/],
    ['{ "version": 1, "files": { "a.xml": [{ "code": "vpc/x" }] } }', /"text" is missing/],
    [WRITTEN.replace('vpc/filename', 'xml/bare-ampersand'), /what is not well-formed is always reported/],
    [WRITTEN.replace('3333333333333333', '33'), /^Expected a fingerprint/],
  ];
  for (const [json, message] of MISTAKES) {
    it(`says what is wrong: ${message.source}`, () => {
      const { baseline, problems } = readBaseline(json);
      assert.equal(baseline, null);
      assert.match(render(problems[0]!.message, problems[0]!.args), message);
    });
  }

  it('knows what no longer occurs, of what was looked for', () => {
    const entries = [entry('vpc/filename', '', '1'), entry('xsd/cvc-id.1', '', '2'), entry('vpc/gone', '', '3')];
    const absent = (found: readonly BaselineEntry[], isLookedFor: (code: string) => boolean): string[] =>
      absentEntries(entries, found, isLookedFor).map(({ code }) => code);
    assert.deepEqual(
      absent([entries[0]!], () => true),
      ['xsd/cvc-id.1', 'vpc/gone'],
    );
    // A code that there is no more is not looked for by anybody: it is not waited for.
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
