import assert from 'node:assert/strict';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { publicationOf, type Entry, type PlacedEntry } from '../../server/src/vpc/model';
import { CONTAINERS, factRoles, ROLES, type Role } from '../../server/src/vpc/roles';
import { firstPatch, publicationIn, publicationText, rangeOf } from '../support/publications';
import { BOTH, FIRST, SECOND } from '../support/vocabularies';

/** Everything that an entry says, by role. */
function plain(entry: Entry): unknown {
  const facts = factRoles(entry.container).map((role) => [role, entry.values(role)] as const);
  const below = CONTAINERS.filter((role) => (ROLES[entry.container] as readonly Role[]).includes(role as Role)).map(
    (role) => [role, entry.entries(role as never).map((child: PlacedEntry) => plain(child.entry))] as const,
  );
  return Object.fromEntries([...facts, ...below].filter(([, values]) => values.length > 0));
}

describe('the model', () => {
  it('reads the same from the samples of both vocabularies', () => {
    const [first, second] = BOTH.map((vocabulary) => plain(publicationIn(vocabulary.sampleText, vocabulary).entry));
    assert.deepEqual(first, second);
    assert.match(JSON.stringify(first), /KB5075906.*CVE-2026-21533.*Northwind Historian.*Not Approved/);
  });

  for (const vocabulary of BOTH) {
    describe(vocabulary.title, () => {
      it('says where each value stands', () => {
        const tree = parse(vocabulary.sampleText);
        const publication = publicationOf(tree, vocabulary.vocabulary)!;
        const { patch, at } = firstPatch(publication);
        const { start, end } = patch.facts('vulnerability')[1]!.range;
        assert.deepEqual({ start: at + start, end: at + end }, rangeOf(tree, 'CVE-2026-21533'));
      });

      it('reads a value without the blanks and comments around it', () => {
        const text = publicationText(vocabulary, [{ 'patch-id': ' KB1 ' }]).replace(
          ' KB1 ',
          '\n<!-- a --> K&#66;1 <?b?>\n',
        );
        const { patch, at } = firstPatch(publicationIn(text, vocabulary));
        const fact = patch.fact('patch-id')!;
        assert.equal(fact.value, 'KB1');
        assert.equal(text.slice(at + fact.range.start, at + fact.range.end), 'K&#66;1');
      });

      it('points to the name of an element without a value', () => {
        const text = publicationText(vocabulary, [{ 'patch-id': '  ' }]);
        const { patch, at } = firstPatch(publicationIn(text, vocabulary));
        const { start, end } = patch.fact('patch-id')!.range;
        assert.equal(text.slice(at + start, at + end), vocabulary.vocabulary.nameOf('patch', 'patch-id'));
        assert.equal(patch.value('patch-id'), undefined);
      });

      it('leaves out elements of other namespaces, whatever they are called', () => {
        const name = vocabulary.vocabulary.nameOf('patch', 'patch-id')!;
        const text = publicationText(vocabulary, [{ 'patch-id': 'KB1' }]).replace(
          `<${name}>KB1`,
          `<o:${name} xmlns:o="urn:other">KB0</o:${name}><${name} xmlns="urn:other">KB0</${name}><${name}>KB1`,
        );
        assert.deepEqual(firstPatch(publicationIn(text, vocabulary)).patch.values('patch-id'), ['KB1']);
      });

      it('reads what there is in a broken document', () => {
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

      it('is no publication under another root', () => {
        assert.equal(publicationOf(parse('<other/>'), vocabulary.vocabulary), null);
        assert.equal(publicationOf(parse(''), vocabulary.vocabulary), null);
      });
    });
  }

  it('takes the root in any namespace', () => {
    const text = FIRST.sampleText.replace('<PatchData>', '<PatchData xmlns="urn:official">');
    assert.deepEqual(plain(publicationIn(text, FIRST).entry), plain(publicationIn(SECOND.sampleText, SECOND).entry));
  });
});
