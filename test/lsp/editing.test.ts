import assert from 'node:assert/strict';
import type {
  DocumentHighlight,
  LinkedEditingRanges,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  AUTO_INSERT,
  SORT_ENTRIES,
  SURROUND,
  type AutoInsertResult,
  type SortEntriesResult,
  type SurroundParams,
  type SurroundResult,
} from '../../server/src/lsp/protocol/index';
import { withCursor, withRange } from '../support/cursor';
import { largeDocument } from '../support/largeDocument';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { BOTH, FIRST } from '../support/vocabularies';

const URI = 'file:///w/a.vpc.xml';
const OPTIONS = { tabSize: 2, insertSpaces: true };

describe('LSP editing', () => {
  let client: LspClient;
  let document: TextDocument;
  beforeEach(async () => {
    client = startInProcess();
    await client.initialize(PULL_CLIENT);
  });
  afterEach(() => client.stop());

  async function open(text: string): Promise<void> {
    document = TextDocument.create(URI, 'vpc', 1, text);
    await client.open(URI, text);
  }
  /** Opens a text with a `|` as cursor. @returns its position */
  async function openAt(marked: string): Promise<{ line: number; character: number }> {
    const { text, offset } = withCursor(marked);
    await open(text);
    return document.positionAt(offset);
  }
  const apply = (edits: TextEdit[]): string => TextDocument.applyEdits(document, edits);

  for (const { title, sampleText } of BOTH) {
    it(`formats the document (${title})`, async () => {
      await open(sampleText.replace(/\n\s+/g, '\n'));
      const edits = await client.ask<TextEdit[]>('textDocument/formatting', URI, { options: OPTIONS });
      assert.equal(apply(edits), sampleText);
      const [first] = edits;
      assert.deepEqual(first?.range.start, first?.range.end);
    });
  }

  it('formats with tabs and a final line break', async () => {
    await open('<a><b/></a>');
    const options = { tabSize: 4, insertSpaces: false, insertFinalNewline: true };
    const edits = await client.ask<TextEdit[]>('textDocument/formatting', URI, { options });
    assert.equal(apply(edits), '<a>\n\t<b/>\n</a>\n');
  });

  it('limits the tab size of the editor', async () => {
    for (const [tabSize, spaces] of [
      [400_000_000, 16],
      [-1, 1],
      ['4', 4],
      [null, 2],
    ] as const) {
      await open('<a><b/></a>');
      const edits = await client.ask<TextEdit[]>('textDocument/formatting', URI, { options: { ...OPTIONS, tabSize } });
      assert.equal(apply(edits), `<a>\n${' '.repeat(spaces)}<b/>\n</a>`);
    }
  });

  it('formats by the settings', async () => {
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { vpc: { format: { attributes: 'onePerLine', maxBlankLines: 0 } } },
    });
    await open('<a>\n\n<b c="1" d="2"/></a>');
    const edits = await client.ask<TextEdit[]>('textDocument/formatting', URI, { options: OPTIONS });
    assert.equal(apply(edits), '<a>\n  <b\n    c="1"\n    d="2"/>\n</a>');
  });

  it('formats a range', async () => {
    const { text, start, end } = withRange('<a>\n[[<b/>\n]]<c/>\n</a>');
    await open(text);
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const edits = await client.ask<TextEdit[]>('textDocument/rangeFormatting', URI, { range, options: OPTIONS });
    assert.equal(apply(edits), '<a>\n  <b/>\n<c/>\n</a>');
  });

  it('formats on type the element that was just closed', async () => {
    const position = await openAt('<a>\n    <b>\n<c/>\n</b>|\n<d/></a>');
    const params = { position, ch: '>', options: OPTIONS };
    const edits = await client.ask<TextEdit[]>('textDocument/onTypeFormatting', URI, params);
    assert.equal(apply(edits), '<a>\n    <b>\n      <c/>\n    </b>\n<d/></a>');
  });

  it('indents a new line on type', async () => {
    const cases = [
      ['<a>\n  <b/>\n|\n</a>', '<a>\n  <b/>\n  \n</a>'],
      ['<a>\n  <b><c/>\n|</b>\n</a>', '<a>\n  <b><c/>\n  </b>\n</a>'],
      ['<a>\n  <b>x\n|</b>\n</a>', '<a>\n  <b>x\n</b>\n</a>'],
    ] as const;
    for (const [before, after] of cases) {
      const params = { position: await openAt(before), ch: '\n', options: OPTIONS };
      const edits = await client.ask<TextEdit[]>('textDocument/onTypeFormatting', URI, params);
      assert.equal(apply(edits), after);
    }
  });

  it('stops formatting when cancelled, and drops the answer after an edit', async () => {
    await open(largeDocument(1_000_000).replace(/\n\s+/g, '\n'));
    const edits = client.ask<TextEdit[]>('textDocument/formatting', URI, { options: OPTIONS });
    await client.edit(URI, { line: 0, character: 0 }, { line: 0, character: 0 }, ' ');
    await assert.rejects(edits, { code: -32801 });
  });

  it('auto-inserts a snippet that replaces nothing, or the indentation', async () => {
    const after = async (marked: string, character: string, version = 1): Promise<AutoInsertResult['insert']> => {
      const position = await openAt(marked);
      const params = { uri: URI, version, position, character };
      return (await client.connection.sendRequest<AutoInsertResult>(AUTO_INSERT, params)).insert;
    };
    const cursor = { line: 0, character: 6 };
    assert.deepEqual(await after('<a><b>|</a>', '>'), { range: { start: cursor, end: cursor }, snippet: '$0</b>' });
    assert.equal(await after('<a><b>|</a>', '>', 2), null);
    assert.equal(await after('<a><b>|</b></a>', '>'), null);
    assert.deepEqual(await after('<a>\n  <b/>\n  </|', '/'), {
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 4 } },
      snippet: '</a>',
    });
  });

  it('returns nested selection ranges for each position', async () => {
    const position = await openAt('<a>x| y</a>');
    const [range] = await client.ask<SelectionRange[]>('textDocument/selectionRange', URI, { positions: [position] });
    const texts = [];
    for (let at = range; at !== undefined; at = at.parent) texts.push(document.getText(at.range));
    assert.deepEqual(texts, ['x', 'x y', '<a>x y</a>']);
  });

  it('links and highlights both tags', async () => {
    const position = await openAt('<ab|c>x</abc>');
    const { ranges } = await client.ask<LinkedEditingRanges>('textDocument/linkedEditingRange', URI, { position });
    assert.deepEqual(
      ranges.map((range) => document.getText(range)),
      ['abc', 'abc'],
    );
    const marks = await client.ask<DocumentHighlight[]>('textDocument/documentHighlight', URI, { position });
    assert.deepEqual(
      marks.map(({ range }) => range),
      ranges,
    );
    assert.equal(
      await client.ask('textDocument/linkedEditingRange', URI, { position: { line: 0, character: 5 } }),
      null,
    );
  });

  it('renames both tags, or reports why not', async () => {
    const position = await openAt('<a><b|>x</b></a>');
    const prepared = await client.ask('textDocument/prepareRename', URI, { position });
    assert.deepEqual(prepared, {
      range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } },
      placeholder: 'b',
    });
    const edit = await client.ask<WorkspaceEdit>('textDocument/rename', URI, { position, newName: 'c' });
    const [change] = edit.documentChanges as { textDocument: { version: number }; edits: TextEdit[] }[];
    assert.equal(change!.textDocument.version, 1);
    assert.equal(apply(change!.edits), '<a><c>x</c></a>');
    await assert.rejects(
      client.ask('textDocument/rename', URI, { position, newName: '1' }),
      /"1" is not a valid XML name/,
    );
  });

  it('surrounds a selection and returns the new selections', async () => {
    await open('<a>one</a>');
    const range = { start: document.positionAt(3), end: document.positionAt(6) };
    const ask = (params: Omit<SurroundParams, 'uri'>): Promise<SurroundResult> =>
      client.connection.sendRequest<SurroundResult>(SURROUND, { uri: URI, ...params });
    const { edits, selections, refused } = await ask({ range, kind: 'element' });
    assert.equal(refused, null);
    const after = TextDocument.create(URI, 'vpc', 2, apply([...edits] as TextEdit[]));
    assert.equal(after.getText(), '<a><element>one</element></a>');
    assert.deepEqual(
      selections.map((selection) => after.getText(selection)),
      ['element', 'element'],
    );
    assert.deepEqual(await ask({ range, kind: 'element', name: '1' }), {
      edits: [],
      selections: [],
      refused:
        '"1" is not a valid XML name: a name starts with a letter or "_", followed by letters, digits, ".", "-" and "_".',
    });
    const comment = await ask({ range, kind: 'comment' });
    assert.equal(apply([...comment.edits] as TextEdit[]), '<a><!-- one --></a>');
    const cdata = await ask({ range, kind: 'cdata' });
    assert.equal(apply([...cdata.edits] as TextEdit[]), '<a><![CDATA[one]]></a>');
  });

  it('sorts entries, or reports why not', async () => {
    const { sampleText } = FIRST;
    await open(sampleText);
    const ask = (params: object): Promise<SortEntriesResult> =>
      client.connection.sendRequest<SortEntriesResult>(SORT_ENTRIES, { uri: URI, ...params });
    const { edits, moved, refused } = await ask({ by: 'patch-id' });
    assert.deepEqual([moved, refused], [2, null]);
    const text = apply([...edits] as TextEdit[]);
    assert.ok(text.indexOf('<ID>KB5002841') < text.indexOf('<ID>KB5075906'));
    assert.deepEqual(await ask({ by: 'patch-id', descending: true }), { edits: [], moved: 0, refused: null });

    await open('<a/>');
    assert.deepEqual(await ask({ by: 'state' }), {
      edits: [],
      moved: 0,
      refused: 'Nothing to sort: this is not a VPC file.',
    });
  });
});
