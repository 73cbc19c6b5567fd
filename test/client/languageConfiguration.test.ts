import { strict as assert } from 'node:assert';
import configuration from '../../language-configuration.json';

describe('the language configuration', () => {
  const [between, after] = configuration.onEnterRules;
  const indents = (line: string): boolean => new RegExp(after!.beforeText).test(line);

  it('treats a prefixed name, a date and an id as one word', () => {
    const word = new RegExp(configuration.wordPattern.pattern, `${configuration.wordPattern.flags}g`);
    assert.deepEqual('<v:Größe.x>KB5075912</v:Größe.x> 2026-02-10T08:00:00Z "de"'.match(word), [
      'v:Größe.x',
      'KB5075912',
      'v:Größe.x',
      '2026-02-10T08:00:00Z',
      'de',
    ]);
  });

  it('indents after a start tag, and only there', () => {
    for (const line of ['<a>', '  <v:a b="1 > 0" c=\'/\'>', '<a href="x/y">text']) assert.ok(indents(line), line);
    for (const line of ['</a>', '<a/>', '<a b="1"/>', '<a></a>', '<!-- a -->', '<?xml version="1.0"?>', '<a', 'text']) {
      assert.ok(!indents(line), line);
    }
  });

  it('moves the end tag to a line of its own when Enter is pressed between the tags', () => {
    assert.equal(between!.beforeText, after!.beforeText);
    assert.ok(new RegExp(between!.afterText!).test('</a>'));
  });

  it('matches a long line without catastrophic backtracking', () => {
    // Catastrophic backtracking would exceed the timeout of mocha.
    assert.ok(!indents(`<a ${'b="1" '.repeat(5_000)}`));
  });
});
