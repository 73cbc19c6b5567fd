import assert from 'node:assert/strict';
import { rename, renameTarget } from '../../../server/src/language/rename/rename';
import { runToCompletion } from '../../../server/src/xml/task';
import { edited, withCursor } from '../../support/cursor';
import { documentUnder } from '../../support/documents';

const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:p"><xs:element name="a"><xs:complexType><xs:sequence>
  <xs:element name="q" type="xs:QName"/><xs:element name="u" type="xs:anyURI"/><xs:element name="s" type="xs:string"/>
</xs:sequence></xs:complexType></xs:element></xs:schema>`;

/** The document after the prefix at the `|` is renamed to `n`, doubtful edits as `?n`; or the message of the refusal. */
function renamed(marked: string, schema: string | null = null, name = 'n'): string {
  const { text, offset } = withCursor(marked);
  const document = documentUnder(schema, text);
  const outcome = runToCompletion(rename(document, offset, name));
  if (outcome.kind === 'refused') return outcome.message;
  const { tree } = document;
  const edits = outcome.edits.map(({ range, text: written, isDoubtful = false }) => ({
    start: tree.offsetAt(range.start),
    end: tree.offsetAt(range.end),
    text: isDoubtful ? `?${written}` : written,
  }));
  return edited(text, edits);
}

describe('renaming a prefix', () => {
  const all = '<n:a xmlns:n="urn:p" n:k="1"><n:b/></n:a>';
  for (const marked of [
    '<|p:a xmlns:p="urn:p" p:k="1"><p:b/></p:a>',
    '<p|:a xmlns:p="urn:p" p:k="1"><p:b/></p:a>',
    '<p:a xmlns:|p="urn:p" p:k="1"><p:b/></p:a>',
    '<p:a xmlns:p="urn:p" |p:k="1"><p:b/></p:a>',
    '<p:a xmlns:p="urn:p" p:k="1"><p:b/></|p:a>',
  ]) {
    it(marked, () => assert.equal(renamed(marked), all));
  }

  it('is that of the prefix only; behind it, the tag is renamed', () => {
    const { text, offset } = withCursor('<p:a| xmlns:p="urn:p"/>');
    assert.equal(renameTarget(documentUnder(null, text), offset)?.placeholder, 'p:a');
    assert.equal(renameTarget(documentUnder(null, text), 1)?.placeholder, 'p');
  });

  it('finds a prefix with punctuation in values, and not in longer ones', () => {
    assert.equal(
      renamed('<|my-p.q:a xmlns:my-p.q="urn:p"><b>my-p.q:x/my-p.q:y a-my-p.q:z my-pxq:z</b></my-p.q:a>'),
      '<n:a xmlns:n="urn:p"><b>?n:x/?n:y a-my-p.q:z my-pxq:z</b></n:a>',
    );
  });

  it('leaves another declaration of the same prefix alone', () => {
    assert.equal(
      renamed('<|p:a xmlns:p="urn:p"><p:b xmlns:p="urn:q"><p:c/></p:b><p:d/></p:a>'),
      '<n:a xmlns:n="urn:p"><p:b xmlns:p="urn:q"><p:c/></p:b><n:d/></n:a>',
    );
  });

  it('renames values that are qualified names by the schema, and asks where they can be', () => {
    assert.equal(
      renamed('<|p:a xmlns:p="urn:p"><q>p:x</q><u>p:x</u><s>p:x/p:y xp:z</s></p:a>', SCHEMA),
      '<n:a xmlns:n="urn:p"><q>n:x</q><u>p:x</u><s>?n:x/?n:y xp:z</s></n:a>',
    );
    assert.equal(renamed('<|p:a xmlns:p="urn:p" k="p:x"/>'), '<n:a xmlns:n="urn:p" k="?n:x"/>');
  });

  it('renames xsi:type and the names in a schema document', () => {
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    assert.equal(
      renamed(`<|p:a xmlns:p="urn:p" ${xsi} xsi:type="p:T"/>`),
      `<n:a xmlns:n="urn:p" ${xsi} xsi:type="n:T"/>`,
    );
    assert.equal(
      renamed('<|xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element type="xs:int"/></xs:schema>'),
      '<n:schema xmlns:n="http://www.w3.org/2001/XMLSchema"><n:element type="n:int"/></n:schema>',
    );
  });

  it('is refused for a name that is taken, reserved or none', () => {
    const taken = 'The prefix "{0}" is already in use here. Choose another one.';
    assert.equal(renamed('<|p:a xmlns:p="urn:p" xmlns:n="urn:n"/>'), taken);
    assert.equal(renamed('<a xmlns:n="urn:n"><|p:a xmlns:p="urn:p"><n:b/></p:a></a>'), taken);
    assert.equal(renamed('<|p:a xmlns:p="urn:p"/>', null, 'xml'), 'The prefix "{0}" is reserved. Choose another one.');
    assert.match(renamed('<|p:a xmlns:p="urn:p"/>', null, 'n:m'), /is not a valid prefix/);
    assert.match(renamed('<|p:a xmlns:p="urn:p"/>', null, ''), /is not a valid prefix/);
  });
});
