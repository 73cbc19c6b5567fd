import assert from 'node:assert/strict';
import { ruledOut } from '../../scripts/words.mjs';

function found(path: string, ...lines: string[]): string[] {
  return ruledOut(path, lines.join('\n')).map(({ kind, line, word }) => `${line} ${kind} ${word}`);
}

describe('check:words', () => {
  it('reports words of messages in product code', () => {
    const lines = ['f(', '  \'"{0}" is no value.\',', '  `Blanks at ${at} are behind ${b}`,', ');'];
    assert.deepEqual(found('server/src/a.ts', ...lines), [
      '2 message is no value',
      '3 message Blanks',
      '3 message behind',
    ]);
    assert.deepEqual(found('test/a.test.ts', ...lines), []);
  });

  it('reports words of comments in all code', () => {
    const lines = ['/**', ' * Whoever asks', ' */', 'f(a /* stands here */);', '{', '  // is told', '}', '// glance'];
    const expected = ['2 comment Whoever', '4 comment stands', '6 comment is told', '8 comment glance'];
    assert.deepEqual(found('server/src/a.ts', ...lines), expected);
    assert.deepEqual(found('scripts/a.mjs', ...lines), expected);
  });

  it('distinguishes literals and comments', () => {
    const lines = [
      'const a = /[/*] behind/;',
      'const b = `// ${f({ c: `${d} // behind` })} // behind`;',
      "const e = '// blank';",
      "// 'so many'",
    ];
    assert.deepEqual(found('test/a.test.ts', ...lines), ['4 comment so many']);
  });

  it('allows identifiers, single words and similar words', () => {
    const lines = [
      "import { mend } from './mend';",
      'const behind = { blank: 1 };',
      "f('vpc/blanks-in-identifier', 'There is no value.', 'It is no longer used.');",
      '// Standalone, understands, trailing, recommend, twinkle, question marks.',
    ];
    assert.deepEqual(found('server/src/a.ts', ...lines), []);
  });

  it('reports keys of the bundle, not their translations', () => {
    const lines = ['{', '  "This is no name.": "Das ist kein Name.",', '  "Line": "In a circle, blanks"', '}'];
    assert.deepEqual(found('l10n/bundle.l10n.de.json', ...lines), ['2 message is no name']);
  });
});
