import assert from 'node:assert/strict';
import {
  escapeHtml,
  inertText,
  jsonOf,
  markdownText,
  terminalLine,
  terminalMessage,
  terminalText,
} from '../../server/src/xml/escape';

describe('escaping', () => {
  it('shows the code points of what a terminal would act on, in one line', () => {
    assert.equal(
      terminalLine('a\u001b[31m\r\nb\u009b1m\u202ec\u2028d\te'),
      'a[U+001B][31m  b[U+009B]1m[U+202E]c[U+2028]d e',
    );
  });

  it('breaks commands of GitHub at the start of a line, and of other servers anywhere', () => {
    assert.equal(terminalLine('::error::x ::y'), ': :error::x ::y');
    assert.equal(terminalLine(' \t::add-mask::x'), '  : :add-mask::x');
    assert.equal(terminalLine('a ##vso[task.setvariable] ##[error]b'), 'a # #vso[task.setvariable] # #[error]b');
    assert.equal(terminalLine('##TeamCity[x'), '# #TeamCity[x');
    assert.equal(terminalLine('C::D ## e'), 'C::D ## e');
  });

  it('keeps the lines of a text, and of a message only those that are indented', () => {
    assert.equal(terminalText('a\n  b\r\n::c\u0085'), 'a\n  b\n: :c[U+0085]');
    assert.equal(terminalMessage('a\n  b\n::c\n\n  ::d'), 'a\n  b ::c \n  : :d');
  });

  it('is done twice with the same result', () => {
    for (const text of ['a\u001b\n', '::x', '##[y', ' ::\u202e']) {
      assert.equal(terminalLine(terminalLine(text)), terminalLine(text));
    }
  });

  it('takes time in proportion to the text', () => {
    const long = `${' '.repeat(200_000)}x${'\n'.repeat(200_000)}${'#'.repeat(200_000)}`;
    assert.equal(terminalLine(long).length, long.length);
    assert.equal(terminalMessage(long).length, 400_002);
  });

  it('writes JSON that means the same', () => {
    const value = {
      'a\u009b': ['\u202e##vso[x', '##[y', 'ä\u00a0\u2028', '\ud83d\ude00', '\u{e0001}', '\ud800', '## z'],
    };
    const text = jsonOf(value);
    assert.deepEqual(JSON.parse(text), value);
    assert.doesNotMatch(text, /[\u0000-\u001f\u007f-\u00a0\u2028\u202e\u{e0001}]|##(?:vso)?\[/u);
    assert.match(text, /"ä\\u00a0/);
  });

  it('shows in pages what would change their text', () => {
    assert.equal(inertText('a\u0000\u202eb\u2069\u00ad'), 'a[U+0000][U+202E]b[U+2069]\u00ad');
    assert.equal(escapeHtml('<a href="x">\n::y \'##[z'), '&lt;a href=&quot;x&quot;&gt;&#10;::y &#39;#&#35;[z');
    assert.equal(markdownText('[a](b)\n|\u001b<c>'), '\\[a\\]\\(b\\) \\|\\[U\\+001B\\]&lt;c&gt;');
  });
});
