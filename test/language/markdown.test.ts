import assert from 'node:assert/strict';
import { bold, code, paragraphs, plain, withoutMarkup } from '../../server/src/language/support/markdown';

describe('markdown', () => {
  const HOSTILE: readonly (readonly [text: string, shown: string])[] = [
    ['a *b* _c_ `d` $(zap)', 'a \\*b\\* \\_c\\_ \\`d\\` \\$(zap)'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['[x](command:y)', '\\[x\\](command:y)'],
    ['![x](http://y)', '!\\[x\\](http\\://y)'],
    ['mail a@b.c, see www.b.c', 'mail a\\@b.c, see www\\.b.c'],
    ['# head', '\\# head'],
    ['1. one\n- two', '1\\. one - two'],
    ['&lt;', '&amp;lt;'],
    ['a\n\n    b | c', 'a b \\| c'],
  ];
  for (const [text, shown] of HOSTILE) {
    it(`escapes ${JSON.stringify(text)}`, () => assert.equal(plain(text), shown));
  }

  it('fences code with more backticks than it holds', () => {
    assert.equal(code('a'), '`a`');
    assert.equal(code('a``b'), '```a``b```');
    assert.equal(code('`a'), '`` `a ``');
    assert.equal(code('a\n<b>'), '`a <b>`');
  });

  it('gives nothing for an empty text', () => {
    assert.equal(paragraphs(plain(''), bold(' '), code(''), 'x'), 'x');
  });
});

describe('withoutMarkup', () => {
  it('restores the texts', () => {
    const texts = ['a *b* _c_ <d> &amp; \\', 'x`y', '1. z'];
    const markdown = paragraphs(bold(texts[0]!), code(texts[1]!), plain(texts[2]!));
    assert.equal(withoutMarkup(markdown), texts.join('\n\n'));
  });
});
