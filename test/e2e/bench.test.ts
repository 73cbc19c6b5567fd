/** The benchmark of language servers, with ours: as a client with pull diagnostics, and as one with published diagnostics. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lay, laySchema, SCHEMA, VOCABULARY } from '../../bench/bench';
import { validFile } from '../../bench/generator/file';
import { probed } from '../../bench/inside/inside';
import { measure } from '../../bench/lsp/measure';
import { Places } from '../../bench/lsp/places';
import { Session } from '../../bench/lsp/session';
import { servers, type LanguageServer } from '../../bench/peers/servers';
import { PULL_CLIENT, PUSH_CLIENT } from '../support/lspClient';

describe('measuring a language server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vpc-bench-test-'));
  after(() => rmSync(folder, { recursive: true }));

  const [ours] = servers() as LanguageServer[];
  const file = validFile(30_000, VOCABULARY, SCHEMA);
  laySchema(folder);
  const subject = { folder, path: lay(file, folder), text: file.text, vocabulary: VOCABULARY };

  for (const [title, client] of Object.entries({ 'that is asked': PULL_CLIENT, 'that tells': PUSH_CLIENT })) {
    it(`takes all measurements of one ${title}`, async () => {
      const repeats = { edits: 2, questions: 2, wholes: 1 };
      const { times, memory, failures } = await measure({ ...ours!, client }, subject, repeats);
      assert.deepEqual(failures, []);
      assert.ok(memory[0]! > 0);
      const runs = ['open', 'one character', 'start tag', 'end tag', 'hover', 'symbols', 'folding'] as const;
      assert.deepEqual(
        runs.map((name) => times[name].length),
        [1, 2, 2, 2, 2, 1, 1],
      );
    });
  }

  it('reports why a session ended early', async () => {
    const broken = { ...ours!, command: [process.execPath, '-e', 'process.exit(3)'] };
    const { failures } = await measure(broken, subject, { edits: 1, questions: 1, wholes: 1 });
    assert.match(failures.join(), /ended \(3\)/);
  });

  it('measures that edits do not leak memory, and that a closed document is released', async () => {
    const session = await Session.start({ ...ours!, command: probed(ours!.command) }, folder, subject.path);
    try {
      const places = new Places(subject);
      const edit = async (rounds: number) => {
        for (let round = 0; round < rounds; round++) {
          const [change, undo] = places.insertion('released', 'valueEnd', 'x');
          await session.edit(change, (found) => found.length > 0);
          await session.edit(undo, (found) => found.length === 0);
        }
        return (await session.look(true)).heap;
      };
      const text = `${subject.text}<!--${' x'.repeat(3_000_000)} -->\n`;
      const empty = (await session.look(true)).heap;
      await session.open(text, () => true);
      const first = await edit(100);
      assert.ok(first > empty + text.length, 'the document is held');
      assert.ok((await edit(300)) < first + 2e6, 'edits pile up');
      await session.close();
      await session.ask('textDocument/foldingRange', {}).catch(() => undefined);
      const closed = (await session.look(true)).heap;
      // Code that was compiled meanwhile takes memory, too.
      assert.ok(closed < first - 0.8 * text.length, 'a closed document is held');
    } finally {
      await session.stop();
    }
  });
});
