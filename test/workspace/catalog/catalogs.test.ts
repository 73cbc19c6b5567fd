import assert from 'node:assert/strict';
import { loadCatalogs } from '../../../server/src/workspace/catalog/catalogs';
import { soundText } from '../../../server/src/xml/decode';
import { english } from '../../../server/src/xml/problem';

const NAMESPACE = 'urn:oasis:names:tc:entity:xmlns:xml:catalog';
const catalog = (entries: string): string => `<catalog xmlns="${NAMESPACE}">${entries}</catalog>`;
const BASE = 'file:///w/doc.xsd';

/** The catalogs of these files, of which the first is named; what lies outside of `/w` is refused. */
async function loaded(files: Readonly<Record<string, string>>) {
  const [first] = Object.keys(files);
  return loadCatalogs(
    [`file:///w/${first}`],
    (uri, within = null) => {
      const text = files[uri.replace('file:///w/', '')];
      const isIn = within === null || within.some((folder) => uri.startsWith(`${folder}/`));
      return Promise.resolve(text === undefined || !isIn ? null : soundText(text));
    },
    [],
  );
}

/** What the entries of one catalog give for a location and a namespace, relative to the folder. */
async function given(entries: string, location: string, namespace: string | null = null): Promise<string | null> {
  const { lookUp } = await loaded({ 'catalog.xml': catalog(entries) });
  return lookUp(location, BASE, namespace)?.replace('file:///w/', '') ?? null;
}

describe('catalogs', () => {
  const CASES: readonly (readonly [entries: string, location: string, found: string | null])[] = [
    ['<system systemId="http://x.org/a.xsd" uri="a.xsd"/>', 'http://x.org/a.xsd', 'a.xsd'],
    ['<uri name="http://x.org/a.xsd" uri="s/a.xsd"/>', 'http://x.org/a.xsd', 's/a.xsd'],
    ['<uri name="http://x.org/a.xsd" uri="a.xsd"/>', 'http://x.org/b.xsd', null],
    ['<uri name="file:///w/a.xsd" uri="b.xsd"/>', 'a.xsd', 'b.xsd'],
    ['<rewriteSystem systemIdStartString="http://x.org/" rewritePrefix="x/"/>', 'http://x.org/s/a.xsd', 'x/s/a.xsd'],
    [
      '<rewriteURI uriStartString="http://x.org/" rewritePrefix="x/"/><rewriteURI uriStartString="http://x.org/s/" rewritePrefix="y/"/>',
      'http://x.org/s/a.xsd',
      'y/a.xsd',
    ],
    ['<uriSuffix uriSuffix="/a.xsd" uri="b.xsd"/>', 'http://x.org/s/a.xsd', 'b.xsd'],
    ['<systemSuffix systemIdSuffix="a.xsd" uri="b.xsd"/>', 'http://x.org/s/a.xsd', 'b.xsd'],
    [
      '<uriSuffix uriSuffix="a.xsd" uri="b.xsd"/><uri name="http://x.org/a.xsd" uri="c.xsd"/>',
      'http://x.org/a.xsd',
      'c.xsd',
    ],
    ['<group xml:base="in/"><uri name="urn:a" uri="a.xsd"/></group>', 'urn:a', 'in/a.xsd'],
    ['<uri xml:base="in/" name="http://x.org/ä" uri="a.xsd"/>', 'http://x.org/%C3%A4', 'in/a.xsd'],
    ['<o:uri xmlns:o="urn:o" name="urn:a" uri="a.xsd"/>', 'urn:a', null],
  ];
  for (const [entries, location, found] of CASES) {
    it(`${entries}: ${location}`, async () => assert.equal(await given(entries, location), found));
  }

  it('give a document for a namespace, after its location, and not for an include', async () => {
    const uri = '<uri name="urn:a" uri="a.xsd"/>';
    assert.equal(await given(uri, '', 'urn:a'), 'a.xsd');
    assert.equal(await given('<public publicId=" urn:a " uri="a.xsd"/>', '', 'urn:a'), 'a.xsd');
    assert.equal(await given(uri, 'x.xsd', 'urn:a'), 'a.xsd');
    assert.equal(
      await given(`${uri}<system systemId="http://x.org/x.xsd" uri="x.xsd"/>`, 'http://x.org/x.xsd', 'urn:a'),
      'x.xsd',
    );
    assert.equal(await given(uri, 'x.xsd', null), null);
  });

  it('ask the next catalogs in order, and delegates instead of them', async () => {
    const { lookUp, documents, problems } = await loaded({
      'catalog.xml': catalog(
        '<delegateURI uriStartString="urn:d:" catalog="d.xml"/><nextCatalog catalog="a.xml"/><nextCatalog catalog="b.xml"/>',
      ),
      'a.xml': catalog('<uri name="urn:1" uri="a1.xsd"/>'),
      'b.xml': catalog(
        '<uri name="urn:1" uri="b1.xsd"/><uri name="urn:2" uri="b2.xsd"/><uri name="urn:d:2" uri="b3.xsd"/>',
      ),
      'd.xml': catalog('<uri name="urn:d:1" uri="d1.xsd"/>'),
    });
    const found = ['urn:1', 'urn:2', 'urn:d:1', 'urn:d:2'].map((namespace) => lookUp('', BASE, namespace));
    assert.deepEqual(found, ['file:///w/a1.xsd', 'file:///w/b2.xsd', 'file:///w/d1.xsd', null]);
    assert.deepEqual([documents.length, problems], [4, []]);
  });

  const WRONG: readonly (readonly [
    title: string,
    files: Readonly<Record<string, string>>,
    problems: readonly string[],
  ])[] = [
    [
      'a catalog that leads back to itself',
      { 'a.xml': catalog('<nextCatalog catalog="b.xml"/>'), 'b.xml': catalog('<nextCatalog catalog="a.xml"/>') },
      [
        'a.xml: The catalog leads back to itself by nextCatalog. Remove one of these entries.',
        'b.xml: The catalog leads back to itself by nextCatalog. Remove one of these entries.',
      ],
    ],
    [
      'a missing catalog, and one outside',
      { 'a.xml': catalog('<nextCatalog catalog="b.xml"/><nextCatalog catalog="../c.xml"/>') },
      ['file:///w/b.xml', 'file:///c.xml'].map(
        (uri) =>
          `a.xml: Catalog "${uri}" cannot be read. It must be a file in the folder of the catalog that you name, or in the workspace.`,
      ),
    ],
    [
      'wrong entries',
      { 'a.xml': catalog('\n<uri name="urn:a"/>\n<url/>\n<uri name="urn:b" uri="file://host/b.xsd"/>') },
      [
        'a.xml:2:1: Missing attribute "uri" in "uri".',
        'a.xml:3:1: Unknown catalog entry "url".',
        'a.xml:4:1: "file://host/b.xsd" is not the address of a file or folder.',
      ],
    ],
    [
      'another document',
      { 'a.xml': '<catalog/>' },
      [`a.xml:1:1: Element "catalog" is not a catalog. Expected: catalog in the namespace ${NAMESPACE}.`],
    ],
    [
      'an ill-formed catalog',
      { 'a.xml': catalog('<uri') },
      ['a.xml:1:63: Unterminated start tag of "uri". End it with >, or with /> if the element is empty.'],
    ],
    ['an empty file', { 'a.xml': '' }, ['a.xml:1:1: Missing root element. Add one that encloses all content.']],
  ];
  for (const [title, files, problems] of WRONG) {
    it(`tell of ${title}`, async () => {
      const found = (await loaded(files)).problems;
      assert.deepEqual(
        found.map(
          ({ uri, pointer, message, args }) =>
            `${uri.replace('file:///w/', '')}${pointer}: ${english(message, ...args)}`,
        ),
        problems,
      );
    });
  }
});
