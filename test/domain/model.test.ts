import assert from 'node:assert/strict';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { publicationOf, type Entry, type PlacedEntry } from '../../server/src/domain/model';
import { CONTAINERS, fieldRoles, ROLES, type Role } from '../../server/src/domain/roles';
import { firstPatch, publicationIn, publicationText, rangeOf } from '../support/publications';
import { BOTH, FIRST, SECOND } from '../support/vocabularies';

/** All values of an entry and its child entries, by role. */
function plain(entry: Entry): unknown {
  const fields = fieldRoles(entry.container).map((role) => [role, entry.values(role)] as const);
  const below = CONTAINERS.filter((role) => (ROLES[entry.container] as readonly Role[]).includes(role as Role)).map(
    (role) => [role, entry.entries(role as never).map((child: PlacedEntry) => plain(child.entry))] as const,
  );
  return Object.fromEntries([...fields, ...below].filter(([, values]) => values.length > 0));
}

describe('the model', () => {
  it('reads the same from the samples of both vocabularies', () => {
    const [first, second] = BOTH.map((vocabulary) => plain(publicationIn(vocabulary.sampleText, vocabulary).entry));
    assert.deepEqual(first, second);
    assert.match(JSON.stringify(first), /KB5075906.*CVE-2026-21533.*Northwind Historian.*Not Approved/);
  });

  for (const vocabulary of BOTH) {
    describe(vocabulary.title, () => {
      it('gives the range of each value', () => {
        const tree = parse(vocabulary.sampleText);
        const publication = publicationOf(tree, vocabulary.vocabulary)!;
        const { patch, at } = firstPatch(publication);
        const { start, end } = patch.fields('vulnerability')[1]!.range;
        assert.deepEqual({ start: at + start, end: at + end }, rangeOf(tree, 'CVE-2026-21533'));
      });

      it('reads a value without the whitespace and comments around it', () => {
        const text = publicationText(vocabulary, [{ 'patch-id': ' KB1 ' }]).replace(
          ' KB1 ',
          '\n<!-- a --> K&#66;1 <?b?>\n',
        );
        const { patch, at } = firstPatch(publicationIn(text, vocabulary));
        const field = patch.field('patch-id')!;
        assert.equal(field.value, 'KB1');
        assert.equal(text.slice(at + field.range.start, at + field.range.end), 'K&#66;1');
      });

      it('gives the range of the name for an element without a value', () => {
        const text = publicationText(vocabulary, [{ 'patch-id': '  ' }]);
        const { patch, at } = firstPatch(publicationIn(text, vocabulary));
        const { start, end } = patch.field('patch-id')!.range;
        assert.equal(text.slice(at + start, at + end), vocabulary.vocabulary.nameOf('patch', 'patch-id'));
        assert.equal(patch.value('patch-id'), undefined);
      });

      it('leaves out elements of other namespaces, whatever their names', () => {
        const name = vocabulary.vocabulary.nameOf('patch', 'patch-id')!;
        const text = publicationText(vocabulary, [{ 'patch-id': 'KB1' }]).replace(
          `<${name}>KB1`,
          `<o:${name} xmlns:o="urn:other">KB0</o:${name}><${name} xmlns="urn:other">KB0</${name}><${name}>KB1`,
        );
        assert.deepEqual(firstPatch(publicationIn(text, vocabulary)).patch.values('patch-id'), ['KB1']);
      });

      it('reads the values of a document that is not well-formed', () => {
        const text = vocabulary.sampleText.slice(0, vocabulary.sampleText.indexOf('CVE-2026-21533') + 5);
        const { patch } = firstPatch(publicationIn(text, vocabulary));
        assert.deepEqual(patch.values('vulnerability'), ['CVE-2026-21519', 'CVE-2']);
      });

      it('expands entities that the document declares', () => {
        const text = publicationText(vocabulary, [{ 'patch-id': 'KB1' }])
          .replace('?>', `?>\n<!DOCTYPE ${vocabulary.vocabulary.rootName} [<!ENTITY kb "KB4711">]>`)
          .replace('KB1', '&kb;');
        assert.equal(firstPatch(publicationIn(text, vocabulary)).patch.value('patch-id'), 'KB4711');
      });

      it('reads only the path of an edit again', () => {
        const tree = parse(
          publicationText(vocabulary, [{ 'patch-id': 'KB1' }, { 'patch-id': 'KB2' }, { 'patch-id': 'KB3' }]),
        );
        const patchesOf = (of: typeof tree) =>
          publicationOf(of, vocabulary.vocabulary)!.entry.entries('patch-vendor')[0]!.entry.entries('patch');
        const before = patchesOf(tree);
        const after = patchesOf(reparse(tree, { ...rangeOf(tree, 'KB2'), text: 'KB20' }));
        assert.deepEqual(
          after.map(({ entry }, index) => entry === before[index]!.entry),
          [true, false, true],
        );
        assert.deepEqual(
          after.map(({ entry }) => entry.value('patch-id')),
          ['KB1', 'KB20', 'KB3'],
        );
      });

      it('gives no publication for another root element', () => {
        assert.equal(publicationOf(parse('<other/>'), vocabulary.vocabulary), null);
        assert.equal(publicationOf(parse(''), vocabulary.vocabulary), null);
      });
    });
  }

  it('accepts the root element in any namespace', () => {
    const text = FIRST.sampleText.replace('<PatchData>', '<PatchData xmlns="urn:official">');
    assert.deepEqual(plain(publicationIn(text, FIRST).entry), plain(publicationIn(SECOND.sampleText, SECOND).entry));
  });
});
