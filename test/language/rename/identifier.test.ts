import assert from 'node:assert/strict';
import type { GovernedDocument } from '../../../server/src/workspace/document';
import { rename, renameTarget } from '../../../server/src/language/rename/rename';
import { edited, withCursor } from '../../support/cursor';
import { documentIn, problemsIn } from '../../support/documents';
import { publicationText } from '../../support/publications';
import { BOTH } from '../../support/vocabularies';
import { indexOf } from '../../support/workspace';
import { parse } from '../../../server/src/xml/parser';
import { runToCompletion } from '../../../server/src/xml/task';
import type { Draft } from '../../../server/src/domain/publicationText';

type Patches = readonly Draft<'patch'>[];

for (const vocabulary of BOTH) {
  describe(`renaming identifiers: ${vocabulary.title}`, () => {
    const text = (patches: Patches, more?: Draft<'publication'>) => publicationText(vocabulary, patches, more);
    const complete = (patches: Patches): Patches =>
      patches.map((patch) => ({ title: 'Title', released: '2026-02-10T08:00:00Z', ...patch }));

    function at(patches: Patches, others: Readonly<Record<string, string>> = {}, more?: Draft<'publication'>) {
      const { text: own, offset } = withCursor(text(complete(patches), more));
      const elsewhere = indexOf(others, vocabulary).others('here.xml');
      const document: GovernedDocument = { ...documentIn(vocabulary, own), otherPublications: elsewhere };
      return { document, offset, own, others };
    }

    /** All files after a rename, or the message of a refusal. */
    function renamed(
      { document, offset, own, others }: ReturnType<typeof at>,
      name: string,
    ): Record<string, string> | string {
      const outcome = runToCompletion(rename(document, offset, name));
      if (outcome.kind === 'refused') return outcome.message;
      const texts: Record<string, string> = { here: own, ...others };
      for (const file of Object.keys(texts)) {
        const tree = parse(texts[file]!);
        const edits = outcome.edits
          .filter(({ uri }) => (uri ?? 'here') === file)
          .map((edit) => ({
            start: tree.offsetAt(edit.range.start),
            end: tree.offsetAt(edit.range.end),
            text: edit.text,
          }));
        texts[file] = edited(texts[file]!, edits);
      }
      return texts;
    }

    it('renames all occurrences of a patch across files, and nothing else', () => {
      const before = (id: string, cursor = '') => [
        { 'patch-id': id + cursor, title: 'Title of KB1' },
        { 'patch-id': 'KB2', prerequisite: id, supersedes: ['KB0', id] },
        { 'patch-id': 'KB11' },
      ];
      const other = (id: string) => text([{ 'patch-id': 'KB3', supersedes: id }]);
      const stranger = text([], { 'patch-vendor': [{ 'vendor-id': 'Other', patch: [{ 'patch-id': 'KB1' }] }] });
      const here = at(before('KB1', '|'), { 'a.xml': other('KB1'), 'b.xml': stranger });
      assert.deepEqual(renamed(here, ' KB100 '), {
        here: text(complete(before('KB100'))),
        'a.xml': other('KB100'),
        'b.xml': stranger,
      });
    });

    it('renames other spellings, each as a whole, and unifies them where the name stays the same', () => {
      const before = (ids: readonly string[]) => [
        { 'patch-id': ids[0]!, title: 'Update for KB1' },
        { 'patch-id': 'KB2', supersedes: ids[1]! },
      ];
      const other = (id: string) => text([{ 'patch-id': 'KB3', prerequisite: id }]);
      const here = at(before(['KB|1', '1']), { 'a.xml': other(' kb1 ') });
      assert.deepEqual(renamed(here, 'KB100'), {
        here: text(complete(before(['KB100', 'KB100']))),
        'a.xml': other(' KB100 '),
      });
      assert.deepEqual(renamed(here, 'KB1'), {
        here: text(complete(before(['KB1', 'KB1']))),
        'a.xml': other(' KB1 '),
      });
      assert.equal(
        renamed(at([{ 'patch-id': 'KB|1' }, { 'patch-id': 'KB2' }]), '2'),
        '{0} already has a patch "{1}". Patch identifiers must be unique within a patch vendor: choose another one.',
      );
    });

    it('renames a patch at a reference to it', () => {
      const here = at([{ 'patch-id': 'KB2', supersedes: 'K|B1' }], { 'a.xml': text([{ 'patch-id': 'KB1' }]) });
      assert.deepEqual(renamed(here, 'KB9'), {
        here: text(complete([{ 'patch-id': 'KB2', supersedes: 'KB9' }])),
        'a.xml': text([{ 'patch-id': 'KB9' }]),
      });
    });

    it('renames a product and a vendor', () => {
      const product = (id: string) => ({ product: [{ 'product-id': id, state: 'Available' }] });
      const here = at([
        { 'patch-id': 'KB1', ...product('Bat|ch') },
        { 'patch-id': 'KB2', ...product('Batch') },
        { 'patch-id': 'KB3', ...product('Batch 2') },
      ]);
      const after = renamed(here, 'Batch & Co <1>');
      assert.deepEqual(after, {
        here: text(
          complete([
            { 'patch-id': 'KB1', ...product('Batch & Co <1>') },
            { 'patch-id': 'KB2', ...product('Batch & Co <1>') },
            { 'patch-id': 'KB3', ...product('Batch 2') },
          ]),
        ),
      });
      const problems = problemsIn(documentIn(vocabulary, after.here));
      assert.deepEqual(problems, problemsIn(here.document));

      const vendors = (id: string) => ({
        'patch-vendor': [{ 'vendor-id': id, patch: complete([{ 'patch-id': 'KB1' }]) }],
      });
      assert.deepEqual(renamed(at([], {}, vendors('Micro|soft')), 'MS'), { here: text([], vendors('MS')) });
    });

    it('refuses a name that exists already', () => {
      const refused = (name: string, ...args: Parameters<typeof at>) => renamed(at(...args), name);
      const collision = /already/;
      assert.match(refused('KB2', [{ 'patch-id': 'KB|1' }, { 'patch-id': 'KB2' }]) as string, collision);
      assert.match(
        refused('KB2', [{ 'patch-id': 'KB|1' }], { 'a.xml': text([{ 'patch-id': 'KB2' }]) }) as string,
        collision,
      );
      const products = ['Ba|tch', 'Historian'].map((id) => ({ 'product-id': id, state: 'Available' }));
      assert.match(refused('Historian', [{ 'patch-id': 'KB1', product: products }]) as string, collision);
      const vendors = ['|A', 'B'].map((id) => ({ 'vendor-id': id, patch: [] }));
      assert.match(refused('B', [], {}, { 'patch-vendor': vendors }) as string, collision);
    });

    it('allows the identifier of another vendor’s patch', () => {
      const vendors = (id: string) =>
        [id, 'KB2'].map((patch, index) => ({ 'vendor-id': `V${index}`, patch: complete([{ 'patch-id': patch }]) }));
      assert.deepEqual(renamed(at([], {}, { 'patch-vendor': vendors('KB|1') }), 'KB2'), {
        here: text([], { 'patch-vendor': vendors('KB2') }),
      });
    });

    it('allows names without definition to become one', () => {
      const patches = (cve: string) => [{ 'patch-id': 'KB1', vulnerability: [cve, 'CVE-2026-2222'] }];
      assert.deepEqual(renamed(at(patches('CVE-2026-1|111')), 'CVE-2026-2222'), {
        here: text(complete(patches('CVE-2026-2222'))),
      });
    });

    it('refuses an empty name and characters that XML does not allow', () => {
      const here = at([{ 'patch-id': 'KB|1' }]);
      assert.equal(renamed(here, '  '), 'An identifier cannot be empty.');
      for (const name of ['a\nb', 'a\u0000', 'a\uFFFF']) {
        assert.equal(renamed(here, name), 'An identifier must be a single line of characters that XML allows.');
      }
    });

    it('changes nothing if the name stays the same', () => {
      const { document, offset } = at([{ 'patch-id': 'KB|1' }]);
      assert.deepEqual(runToCompletion(rename(document, offset, 'KB1')), { kind: 'edits', edits: [] });
    });

    it('is offered for identifiers only', () => {
      const { document, offset } = at([{ 'patch-id': 'KB1', supersedes: ' K|B0 ' }]);
      const target = renameTarget(document, offset)!;
      assert.deepEqual([document.tree.slice(target.start, target.end), target.placeholder], ['KB0', 'KB0']);
      const title = at([{ 'patch-id': 'KB1', title: 'Ti|tle' }]);
      assert.equal(renameTarget(title.document, title.offset), null);
      assert.equal(runToCompletion(rename(title.document, title.offset, 'x')).kind, 'refused');
    });
  });
}
