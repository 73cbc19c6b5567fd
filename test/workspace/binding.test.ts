import assert from 'node:assert/strict';
import { bindingOf, governed, type BindingSettings } from '../../server/src/workspace/binding';
import { loadCatalogs } from '../../server/src/workspace/catalog/catalogs';
import { SchemaStore } from '../../server/src/workspace/schemaStore';
import { parse } from '../../server/src/xml/parser';
import { FIRST } from '../support/vocabularies';
import { soundText } from '../../server/src/xml/decode';

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const schema = (body: string): string => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${body}</xs:schema>`;
const BUNDLED = 'vpc:/vpc.xsd';

/** The binding of a text, with these files: kind, first schema document, whether it is recognised. */
async function boundTo(
  text: string,
  files: Record<string, string>,
  settings: Partial<BindingSettings> = {},
  uri = 'file:///w/a.xml',
) {
  const read: string[] = [];
  const store = new SchemaStore((file) => {
    read.push(file);
    const text = files[file];
    return Promise.resolve(text === undefined ? null : soundText(text));
  });
  const all = {
    schemaUri: null,
    vocabulary: FIRST.vocabulary,
    bundledUri: BUNDLED,
    folders: ['file:///w'],
    ...settings,
  };
  const binding = await bindingOf(parse(text), { uri, fileName: 'a.xml', declared: false }, all, store);
  const { kind, loaded, vocabulary, settingMissing } = binding;
  const problems = (binding.refusedHints ?? []).map(({ code, args }) => [code, ...args].join(' '));
  return { kind, problems, document: loaded?.documents[0], recognised: vocabulary !== null, settingMissing, read };
}

describe('binding', () => {
  const OWN = 'file:///s/own.xsd';
  const HINT = 'file:///w/hint.xsd';
  const files = {
    [BUNDLED]: FIRST.schemaText,
    [OWN]: schema('<xs:element name="a"/>'),
    [HINT]: schema('<xs:element name="b"/>'),
  };
  const hinted = `<PatchData ${XSI} xsi:noNamespaceSchemaLocation="hint.xsd"/>`;

  it('prefers the schema that the user names', async () => {
    const { kind, document, recognised } = await boundTo(hinted, files, { schemaUri: OWN });
    assert.deepEqual([kind, document, recognised], ['setting', OWN, true]);
  });

  it('uses the schema that the document names where the user names none', async () => {
    const { kind, document } = await boundTo(hinted, files);
    assert.deepEqual([kind, document], ['hint', HINT]);
  });

  describe('with a catalog', () => {
    const catalogued = async (text: string, entries: string, more: Record<string, string> = {}) => {
      const all = {
        ...files,
        ...more,
        'file:///c/catalog.xml': `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${entries}</catalog>`,
      };
      const read = (uri: string) => Promise.resolve(uri in all ? soundText(all[uri as keyof typeof all]) : null);
      const catalogs = await loadCatalogs(['file:///c/catalog.xml'], read, []);
      return boundTo(text, all, { catalogs });
    };
    const local = { 'file:///c/a.xsd': schema('<xs:element name="a"/>') };

    it('uses the local copy for an address in the document', async () => {
      const { kind, document } = await catalogued(
        `<a ${XSI} xsi:noNamespaceSchemaLocation="http://x.org/a.xsd"/>`,
        '<uri name="http://x.org/a.xsd" uri="a.xsd"/>',
        local,
      );
      assert.deepEqual([kind, document], ['hint', 'file:///c/a.xsd']);
    });

    it('uses the schema of the namespace of the root element, before the bundled one', async () => {
      const entries = '<uri name="urn:a" uri="a.xsd"/>';
      const { kind, document } = await catalogued('<a xmlns="urn:a"/>', entries, local);
      assert.deepEqual([kind, document], ['catalog', 'file:///c/a.xsd']);
      assert.equal((await catalogued('<b xmlns="urn:b"/>', entries, local)).kind, 'none');
    });

    it('tells of a schema that cannot be read', async () => {
      const { kind, problems } = await catalogued('<a xmlns="urn:a"/>', '<uri name="urn:a" uri="a.xsd"/>');
      assert.deepEqual([kind, problems], ['none', ['xsd/schema-location urn:a file:///c/a.xsd']]);
    });
  });

  it('uses the bundled schema for a recognised document that names none', async () => {
    const { kind, document, recognised } = await boundTo('<PatchData/>', files);
    assert.deepEqual([kind, document, recognised], ['bundled', BUNDLED, true]);
  });

  it('uses no schema for any other document', async () => {
    const { kind, document, recognised, read } = await boundTo('<x/>', files);
    assert.deepEqual([kind, document, recognised, read], ['none', undefined, false, []]);
  });

  it('reports that the schema that the user names is missing', async () => {
    const { kind, settingMissing } = await boundTo('<PatchData/>', files, { schemaUri: 'file:///s/none.xsd' });
    assert.deepEqual([kind, settingMissing], ['bundled', true]);
  });

  const OUTSIDE: readonly (readonly [location: string, folders: readonly string[]])[] = [
    ['../s/own.xsd', ['file:///w']],
    ['http://example.com/hint.xsd', ['file:///w']],
    ['hint.xsd', []],
    ['hint.xsd', ['file:///wide']],
    ['missing.xsd', ['file:///w']],
  ];
  for (const [location, folders] of OUTSIDE) {
    it(`does not follow ${location} with the folders ${JSON.stringify(folders)}`, async () => {
      const text = `<PatchData ${XSI} xsi:noNamespaceSchemaLocation="${location}"/>`;
      const { kind, read } = await boundTo(text, files, { folders });
      assert.equal(kind, 'bundled');
      assert.deepEqual(
        read.filter((uri) => uri !== 'file:///w/missing.xsd'),
        [BUNDLED],
      );
    });
  }

  it('reads the includes of a hinted schema inside the folders only', async () => {
    const including = schema('<xs:include schemaLocation="part.xsd"/><xs:include schemaLocation="../s/own.xsd"/>');
    const { read } = await boundTo(hinted, { ...files, [HINT]: including, 'file:///w/part.xsd': schema('') });
    assert.deepEqual(read, [HINT, 'file:///w/part.xsd']);
  });

  it('reads the includes of the schema that the user names anywhere but on a network', async () => {
    const including = schema(
      '<xs:include schemaLocation="../w/hint.xsd"/><xs:include schemaLocation="http://x/y.xsd"/>',
    );
    const { read } = await boundTo('<b/>', { ...files, [OWN]: including }, { schemaUri: OWN });
    assert.deepEqual(read, [OWN, HINT]);
  });

  it('reads a schema once for several documents', async () => {
    let reads = 0;
    const store = new SchemaStore(() => Promise.resolve((reads++, soundText(FIRST.schemaText))));
    const settings = { schemaUri: null, vocabulary: FIRST.vocabulary, bundledUri: BUNDLED, folders: [] };
    const identity = { uri: 'file:///w/a.xml', fileName: 'a.xml', declared: true };
    const schemas = await Promise.all(
      ['<PatchData/>', '<PatchData> </PatchData>'].map(async (text) => {
        const tree = parse(text);
        return governed(tree, await bindingOf(tree, identity, settings, store), null).schema;
      }),
    );
    assert.equal(reads, 1);
    assert.equal(schemas[0], schemas[1]);
  });

  it('shares a schema between documents in different folders, where the same documents may be read', async () => {
    const of: Record<string, string> = {
      'file:///w/s.xsd': schema('<xs:include schemaLocation="../parts/p.xsd"/><xs:element name="a"/>'),
      'file:///parts/p.xsd': schema('<xs:element name="p"/>'),
    };
    const read: string[] = [];
    const store = new SchemaStore((uri) => {
      read.push(uri);
      return Promise.resolve(of[uri] === undefined ? null : soundText(of[uri]));
    });
    const schemaIn = async (...folders: string[]) => {
      const settings = { schemaUri: null, vocabulary: FIRST.vocabulary, bundledUri: BUNDLED, folders };
      const tree = parse(`<a ${XSI} xsi:noNamespaceSchemaLocation="file:///w/s.xsd"/>`);
      const identity = { uri: `${folders[0]}/a.xml`, fileName: 'a.xml', declared: false };
      return (await bindingOf(tree, identity, settings, store)).loaded?.schema;
    };
    const first = await schemaIn('file:///w/1', 'file:///w');
    assert.equal(await schemaIn('file:///w/2', 'file:///w'), first);
    const withParts = await schemaIn('file:///w', 'file:///parts');
    assert.deepEqual([first?.elements.has('p'), withParts?.elements.has('p')], [false, true]);
    assert.deepEqual(read, ['file:///w/s.xsd', 'file:///parts/p.xsd']);
  });
});
