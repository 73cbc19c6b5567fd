/** The built library, dist/index.js: each function once, as a program outside calls it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';
import type * as library from '../../server/src/index';
import { REFERENCE_SCHEMA_TEXT } from '../support/documents';

const BUNDLE = join(__dirname, '..', '..', 'dist', 'index.js');

const publication = (published: string, state: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<PatchData>
  <ID>N-1</ID>
  <Version>1</Version>
  <PublishedDate>${published}</PublishedDate>
  <Supplier>Northwind</Supplier>
  <PatchVendor>
    <ID>Microsoft</ID>
    <Patch>
      <ID>KB1</ID>
      <Title>Update</Title>
      <ReleasedDate>2026-01-13T08:00:00Z</ReleasedDate>
      <VendorProduct>
        <ID>Batch</ID>
        <Version>8.2</Version>
        <Status>${state}</Status>
      </VendorProduct>
    </Patch>
  </PatchVendor>
</PatchData>
`;
const JANUARY = publication('2026-01-20T00:00:00Z', 'Approved');
const FEBRUARY = publication('2026-02-20T00:00:00Z', 'Not Approved');

const OWNED = publication('2026-02-20T00:00:00Z', 'Authorized');

describe('dist/index.js', () => {
  let vpc: typeof library;
  before(() => {
    vpc = createRequire(__filename)(BUNDLE) as typeof library;
  });

  it('lints files of suppliers, and those of the asset owner', () => {
    const codes = (isOwner: boolean) => vpc.lint(OWNED, { isOwner }).map(({ code }) => code);
    assert.deepEqual([codes(false), codes(true)], [['vpc/asset-owner-state'], []]);
  });

  it('needs nothing of Node', () => {
    const module = { exports: {} as typeof library };
    const lint = "JSON.stringify(module.exports.lint('<a>').map(({ code }) => code))";
    const source = `${readFileSync(BUNDLE, 'utf8')}\n;${lint}`;
    assert.equal(vm.runInNewContext(source, { module, URL, TextDecoder, TextEncoder }), '["xml/missing-end-tag"]');
  });

  it('parse: gives a tree for any text', () => {
    assert.deepEqual(vpc.parse('<a>\n</a>').positionAt(4), { line: 1, character: 0 });
    assert.equal(vpc.parse('<a><').text(), '<a><');
  });

  it('lint: reports problems of XML, schema and rules with positions', () => {
    assert.deepEqual(vpc.lint('<a>x & y</a>'), [
      {
        code: 'xml/bare-ampersand',
        source: 'xml',
        severity: 'error',
        message: '"&" does not start a reference here. To write & as text, use &amp;.',
        range: { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } },
        related: [],
      },
    ]);
    const codes = (text: string, options?: library.LintOptions): string[] =>
      vpc.lint(text, options).map(({ code, range }) => `${code} ${range.start.line + 1}`);
    assert.deepEqual(codes(JANUARY, { configuration: { preset: 'basic' } }), []);
    assert.deepEqual(codes(JANUARY.replace('Update', ' '), { configuration: { preset: 'basic' } }), [
      'vpc/empty-value 11',
    ]);
    assert.deepEqual(
      codes(JANUARY.replace('<Version>1</Version>', '<Edition>1</Edition>'), { configuration: { preset: 'basic' } }),
      ['xsd/cvc-complex-type.2.4.a 4'],
    );
  });

  it('lint: reports dates after the given present', () => {
    const now = Date.UTC(2026, 0, 1);
    const future = vpc.lint(JANUARY, { now }).filter(({ code }) => code === 'vpc/future-date');
    assert.deepEqual(
      future.map(({ range }) => range.start.line + 1),
      [5, 12],
    );
  });

  it('lint: a schema governs where it is given, the reference schema where the document is recognised', () => {
    const schema = vpc.loadSchema([{ uri: 'file:///a.xsd', text: REFERENCE_SCHEMA_TEXT }], () => null).schema;
    assert.deepEqual(vpc.lint('<x/>'), []);
    assert.deepEqual(
      vpc.lint('<x/>', { schema }).map(({ code }) => code),
      ['xsd/cvc-elt.1'],
    );
  });

  it('fix: applies what needs no decision', () => {
    assert.deepEqual(vpc.fix('<a>x & y</a>'), { text: '<a>x &amp; y</a>', fixed: 1, diagnostics: [] });
  });

  it('format: lays out', () => {
    assert.equal(vpc.format('<a><b/></a>', { tabSize: 4 }), '<a>\n    <b/>\n</a>');
  });

  it('matrix: writes patches by products', () => {
    const files = [{ name: 'february.xml', text: FEBRUARY }];
    assert.equal(
      vpc.matrix(files, { format: 'csv' }),
      '\uFEFFPatch vendor,Patch,Title,Type,Severity,Released,For,Superseded by,Stated by,Batch 8.2\r\n' +
        'Microsoft,KB1,Update,,,2026-01-13,,,"Northwind (1, 2026-02-20)",Not Approved\r\n',
    );
    const { sources, summary } = JSON.parse(vpc.matrix(files)) as {
      sources: Record<string, unknown>[];
      summary: { patches: number };
    };
    const [source] = sources;
    assert.deepEqual(
      [source?.name, source?.supplier, source?.published, source?.version, source?.status, source?.valid],
      ['february.xml', 'Northwind', '2026-02-20T00:00:00Z', '1', 'current', true],
    );
    assert.equal(summary.patches, 1);
    const notes: string[] = [];
    const onNote = ({ kind, path }: { kind: string; path?: string }): void => void notes.push(`${path} ${kind}`);
    vpc.matrix([...files, { name: 'a.xml', text: '<a/>' }], { format: 'csv', onNote });
    assert.deepEqual(notes, ['a.xml skipped']);
  });

  it('compare: reports what changed, and what of it is a regression', () => {
    const { patches, regressions } = vpc.compare(JANUARY, FEBRUARY);
    const product = { supplier: 'Northwind', product: 'Batch', version: '8.2', platform: '' };
    const change = { product, before: ['Approved'], after: ['Not Approved'], verdict: 'withdrawn' };
    const patch = { vendor: 'Microsoft', id: 'KB1', title: 'Update' };
    assert.deepEqual(patches, { added: [], removed: [], changed: [{ ...patch, fields: [], states: [change] }] });
    assert.deepEqual(regressions.states, [{ patch, change }]);
  });

  it('matrixWorkbook and apply: out and back', () => {
    const workbook = vpc.matrixWorkbook([{ name: 'february.xml', text: FEBRUARY }]);
    assert.equal(Buffer.from(workbook.subarray(0, 2)).toString(), 'PK');
    assert.deepEqual(vpc.apply(FEBRUARY, workbook), { text: FEBRUARY, written: 0, problems: [] });
    const table = Buffer.from('patch,product,state,date\nKB1,Batch,Approved,2026-03-01\nKB9,Batch,Approved,\n');
    const { text, written, problems } = vpc.apply(FEBRUARY, table);
    assert.equal(written, 1);
    assert.match(text, /<Status>Approved<\/Status>\s*<StatusDate>2026-03-01T00:00:00Z</);
    assert.deepEqual(
      problems.map(({ at }) => at),
      ['A3'],
    );
  });

  it('plan: decides what to install', () => {
    const assets = Buffer.from('asset,product,version\nPC1,Batch,8.2\n');
    const { text, problems } = vpc.plan([{ name: 'a.xml', text: FEBRUARY }], { assets, now: 0 });
    assert.deepEqual(problems, []);
    const { decisions } = JSON.parse(text!) as { decisions: { asset: string; patch: string; decision: string }[] };
    assert.deepEqual(
      decisions.map(({ asset, patch, decision }) => [asset, patch, decision]),
      [['PC1', 'KB1', 'do-not-install']],
    );
    assert.equal(vpc.plan([], { assets: Buffer.from('asset\n') }).text, null);
    const html = vpc.plan([{ name: 'a.xml', text: FEBRUARY }], { assets, now: 0, format: 'html' }).text!;
    assert.match(html, /^<!doctype html>/);
    const { bytes } = vpc.planWorkbook([{ name: 'a.xml', text: FEBRUARY }], { assets, now: 0 });
    assert.equal(Buffer.from(bytes!.subarray(0, 2)).toString(), 'PK');
    assert.equal(vpc.planWorkbook([], { assets: Buffer.from('asset\n') }).bytes, null);
  });

  it('nextEdition: carries a publication over', () => {
    const { text, fileName, problems } = vpc.nextEdition(FEBRUARY, { published: '2026-04-20T00:00:00Z' });
    assert.equal(fileName, 'Northwind_VPC_2026-04-20.xml');
    assert.match(text!, /<Version>2<\/Version>/);
    assert.deepEqual(
      problems.map(({ severity }) => severity).filter((severity) => severity !== 'info'),
      [],
    );
    assert.equal(vpc.nextEdition('<a/>').text, null);
  });

  it('importCvrf: makes a publication, or says why not', () => {
    assert.deepEqual(vpc.importCvrf('<a/>', { supplier: 'Northwind' }), {
      text: null,
      fileName: null,
      summary: { title: '', patches: 0, vulnerabilities: 0, products: 0 },
      problems: [
        {
          severity: 'error',
          file: 'release document',
          line: 1,
          message: 'Not a CVRF document: its root element is "a", not "cvrfdoc".',
        },
      ],
    });
  });

  it('createLanguageService: governs documents by the reference schema', () => {
    const service = vpc.createLanguageService();
    const document = service.openDocument('<PatchData><');
    const { items } = service.completion(document, 12, { snippets: false });
    assert.deepEqual(
      items.filter(({ kind }) => kind === 'element').map(({ label }) => label),
      ['ID', 'Version', 'Description', 'PublishedDate'],
    );
    const other = service.update(document, { start: 0, end: 12, text: '<x/>' });
    assert.deepEqual([other.tree.text(), other.schema, other.vocabulary], ['<x/>', null, null]);
    assert.equal(service.openDocument('<x/>', { vocabulary: vpc.REFERENCE_VOCABULARY }).vocabulary, null);
  });
});
