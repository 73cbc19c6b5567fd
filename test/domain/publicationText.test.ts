import assert from 'node:assert/strict';
import { parse } from '../../server/src/xml/parser';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { NO_TABLES } from '../../server/src/domain/tables';
import { Vocabulary } from '../../server/src/domain/vocabulary';
import { writePublication } from '../../server/src/domain/publicationText';
import { firstPatch, publicationIn, publicationText } from '../support/publications';
import { BOTH, FIRST } from '../support/vocabularies';

const HOSTILE = '<b>&amp;</b> ]]> "x" \'y\' \r\n\t \u0000\uD800 😀';

for (const testVocabulary of BOTH) {
  describe(`writePublication, ${testVocabulary.title}`, () => {
    it('writes texts that parse to the same values, except characters that XML does not allow', () => {
      const hash = { value: HOSTILE, attributes: { 'hash-algorithm': HOSTILE } } as const;
      const text = publicationText(testVocabulary, [{ 'patch-id': HOSTILE, hash }]);
      assert.deepEqual(wellFormednessProblems(parse(text)), []);
      const { patch } = firstPatch(publicationIn(text, testVocabulary));
      const clean = HOSTILE.replace('\u0000\uD800', '');
      assert.equal(patch.field('patch-id')!.rawValue, clean);
      assert.equal(patch.field('hash')!.attribute('hash-algorithm', testVocabulary.vocabulary), clean);
    });

    it('writes elements in the order of the tables, whatever the order of the draft', () => {
      const text = publicationText(testVocabulary, [{ title: 'T', 'patch-id': 'KB1', severity: 'Low' }]);
      const { profile, tables } = testVocabulary.vocabulary;
      const written = [...text.matchAll(/^ {6}<([^ >]+)/gm)].map(([, name]) => name);
      const rows = tables.elements.filter(({ within }) => within === profile.containers.patch.element);
      assert.deepEqual(
        written,
        rows.map(({ name }) => name).filter((name) => written.includes(name)),
      );
      assert.equal(written.length, 3);
    });
  });
}

describe('writePublication', () => {
  it('uses the order of the profile where there are no tables, and a given order instead', () => {
    const bare = new Vocabulary(FIRST.profile, NO_TABLES);
    const draft = { supplier: 'A', published: 'B' };
    const names = (text: string) => [...text.matchAll(/^ {2}<(\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(names(writePublication(draft, bare)), ['PublishedDate', 'Supplier']);
    assert.deepEqual(
      names(writePublication(draft, bare, { order: () => ['Supplier', 'PublishedDate'], namespace: '' })),
      ['Supplier', 'PublishedDate'],
    );
  });

  it('leaves out roles that the vocabulary does not have', () => {
    const { children } = FIRST.profile.containers.publication;
    const { 'document-id': _, ...others } = children;
    const containers = {
      ...FIRST.profile.containers,
      publication: { ...FIRST.profile.containers.publication, children: others },
    };
    const narrow = new Vocabulary({ ...FIRST.profile, containers, attributes: {} }, FIRST.tables);
    const description = { value: 'D', attributes: { language: 'en' } } as const;
    assert.match(
      writePublication({ 'document-id': 'X', description }, narrow),
      /<PatchData>\n {2}<Description>D<\/Description>\n<\/PatchData>/,
    );
  });
});
