import assert from 'node:assert/strict';
import fc from 'fast-check';
import picomatch from 'picomatch/posix';
import {
  fitsGlob,
  hasWildcards,
  isGlobFault,
  readGlob,
  type GlobOptions,
} from '../../../server/src/domain/pattern/glob';
import { assertProperty } from '../../support/seeds';

const DOT: GlobOptions = { dot: true, negation: false };

function matches(path: string, glob: string, options = DOT): boolean {
  const read = readGlob(glob, options);
  assert.ok(!isGlobFault(read), glob);
  return fitsGlob(path, read);
}

describe('globs', () => {
  const CASES: readonly (readonly [glob: string, fitting: readonly string[], other: readonly string[]])[] = [
    ['*.xml', ['a.xml', 'A.XML', '.xml'], ['a/b.xml', 'a.xmlx']],
    ['a?.xml', ['ab.xml', 'a\u{1f600}.xml'], ['a.xml', 'a/.xml']],
    ['**/*.xml', ['a.xml', 'a/b.xml', 'a/.b/c.xml'], ['a.xsd']],
    ['a/**', ['a/b', 'a/b/c', 'a/.b'], ['b/a', 'a']],
    ['*/**', ['a/b'], ['a']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/xb', 'ab']],
    ['**', ['a', 'a/b'], []],
    ['a**b', ['ab', 'axb'], ['a/b']],
    ['[a-c]x', ['ax', 'BX'], ['dx', '/x']],
    ['[!a-c]x', ['dx'], ['ax', '/x']],
    ['[]]', [']'], ['[]']],
    ['[a', ['[a'], ['a']],
    ['{a,b/*}.xml', ['a.xml', 'b/c.xml'], ['b.xml']],
    ['{a,{b,c}}', ['a', 'b', 'c'], ['d']],
    ['{a}', ['{a}'], ['a']],
    ['{a', ['{a'], ['a']],
    ['\\*.xml', ['*.xml'], ['a.xml']],
    ['Copy (2)*.xml', ['copy (2) b.xml'], ['Copy 2.xml']],
    ['@(a|b)+(c)?(d)*(e)', ['ac', 'bccdee'], ['a', 'abc']],
  ];
  for (const [glob, fitting, other] of CASES) {
    it(glob, () => {
      for (const path of fitting) assert.equal(matches(path, glob), true, path);
      for (const path of other) assert.equal(matches(path, glob), false, path);
    });
  }

  it('leave hidden names out where the options say so', () => {
    const options = { dot: false, negation: false };
    for (const [glob, path, expected] of [
      ['*.xml', '.xml', false],
      ['**/*.xml', 'a/.b/c.xml', false],
      ['**/*.xml', 'a/b/.c.xml', false],
      ['.b/*.xml', '.b/c.xml', true],
      ['?a', '.a', false],
      ['[.]a', '.a', false],
      ['a*', 'a.b', true],
    ] as const)
      assert.equal(matches(path, glob, options), expected, `${glob} ${path}`);
  });

  it('mean all other paths after !', () => {
    const options = { dot: true, negation: true };
    assert.equal(matches('a.xml', '!b.xml', options), true);
    assert.equal(matches('b.xml', '!b.xml', options), false);
    assert.equal(matches('!b.xml', '!b.xml', DOT), true);
  });

  it('are refused where they cannot be matched in linear time', () => {
    for (const [glob, part] of [
      ['!(a)b', '!(a)'],
      ['a{1..9}', '{1..9}'],
    ] as const) {
      const read = readGlob(glob, DOT);
      assert.ok(isGlobFault(read));
      assert.deepEqual(read.args, [part]);
    }
    const long = readGlob('*a'.repeat(5_000), DOT);
    assert.ok(isGlobFault(long));
    assert.equal(long.message, 'A glob must not be longer than {0} characters.');
    assert.ok(isGlobFault(readGlob('@('.repeat(30) + ')'.repeat(30), DOT)));
  });

  it('agree with picomatch', () => {
    const piece = fc.constantFrom('a', 'b', '.', '*', '?', '/', '**/', '[ab]', '[^a]', '{a,b}', '{a/b,*}');
    const glob = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''));
    const path = fc.stringMatching(/^[ab.]{1,3}(\/[ab.]{1,3}){0,3}$/);
    assertProperty(
      fc.property(glob, path, fc.boolean(), (pattern, name, dot) => {
        // picomatch gives these meanings of its own: runs of stars, empty segments, braces beside stars.
        fc.pre(!/\/\/|\*{3}|\*\*[^/]|[^/]\*\*|^\/|\/$|\*\?|\?\*|\*\[|\*\{|\}\*|\/\*\*$|\/\*\*\/\{/.test(pattern));
        // For picomatch, the star at the end of some globs needs a character.
        fc.pre(!(pattern.endsWith('.*') && name.endsWith('.')));
        // Without the option, braces and brackets of picomatch match hidden names, those of shells do not.
        fc.pre(dot || (!/[{[]/.test(pattern) && !/\.(\/|$)/.test(name)));
        fc.pre(!/(^|\/)\.{1,2}(\/|$)/.test(name) && !/(^|\/)\.\.?(\/|$)/.test(pattern));
        assert.equal(matches(name, pattern, { dot, negation: false }), picomatch(pattern, { nocase: true, dot })(name));
      }),
      { numRuns: 20_000, seed: 20_261 },
    );
  });

  it('have steps in proportion to glob and path', () => {
    const piece = fc.constantFrom('*', 'a', '**/', '{a,*}', '*(a|*)', '+(a)', '?', '[ab]', '*(*(a))');
    assertProperty(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 200 }), (pieces, n) => {
        const glob = pieces.join('');
        const read = readGlob(glob, DOT);
        if (isGlobFault(read)) return;
        const meter = { steps: 0 };
        fitsGlob(`${'a'.repeat(n)}!`, read, meter);
        assert.ok(meter.steps <= 40 * glob.length * (n + 2), `${glob} ${n}: ${meter.steps}`);
      }),
      { numRuns: 2_000, seed: 20_262 },
    );
  });

  it('tell whether there is anything of a glob in a text', () => {
    for (const text of ['*', 'a?', '[a]', '{a,b}', '@(a)', '!(a)']) assert.equal(hasWildcards(text), true, text);
    for (const text of ['a', 'Copy (2).xml', '\\*', 'a!b']) assert.equal(hasWildcards(text), false, text);
  });
});
