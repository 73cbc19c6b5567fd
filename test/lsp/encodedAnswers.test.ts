import assert from 'node:assert/strict';
import type { DocumentLink, DocumentSymbol, FoldingRange } from 'vscode-languageserver';
import { EncodedJson, JsonPiece, jsonText, partsOf } from '../../server/src/lsp/transport/encodedJson';
import { PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

const URI = 'file:///w/a.vpc.xml';
const PRODUCT = {
  'product-id': 'B"a',
  'product-version': '8',
  state: 'Approved',
  'state-date': '2026-02-12T09:00:00Z',
};
/** Of more than a thousand elements, with quotation marks, characters beyond ASCII and addresses in it. */
const TEXT = publicationText(
  FIRST,
  Array.from({ length: 60 }, (_, index) => ({
    ...{ 'patch-id': `KB${5_000_000 + index}`, title: 'Über \\ & 😀', released: '2026-02-10T10:00:00Z' },
    ...{ 'information-url': `https://example.com/${index}?a="b"`, product: [PRODUCT, PRODUCT, PRODUCT] },
  })),
);

/** The answers after opening the text, after a line feed in the first line, and after a letter in a title. */
async function answers(takesJson: boolean): Promise<unknown[]> {
  const client = startInProcess(undefined, { takesJson });
  await client.initialize({
    ...PULL_CLIENT,
    textDocument: { ...PULL_CLIENT.textDocument, documentLink: { tooltipSupport: true } },
  });
  const found: unknown[] = [];
  const ask = async (): Promise<void> => {
    const symbols = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', URI);
    const links = await client.ask<DocumentLink[]>('textDocument/documentLink', URI);
    const ranges = await client.ask<FoldingRange[]>('textDocument/foldingRange', URI);
    assert.ok(symbols[0]!.children!.length > 0 && links.length >= 60 && ranges.length > 60, `${links.length} links`);
    found.push(symbols, links, ranges);
  };
  await client.open(URI, TEXT);
  await ask();
  const second = { line: 1, character: 0 };
  await client.edit(URI, second, second, '\n');
  await ask();
  const line = TEXT.split('\n').findIndex((text) => text.includes('<ID>KB5000030')) + 1;
  const place = { line, character: TEXT.split('\n')[line - 1]!.indexOf('KB') };
  await client.edit(URI, place, place, '"');
  await ask();
  await client.stop();
  return found;
}

describe('answers that are JSON already', () => {
  it('are those of a connection that takes objects', async () => {
    assert.deepEqual(await answers(true), await answers(false));
  });

  it('are in the language of their client', async () => {
    const tooltips: unknown[] = [];
    for (const translation of ['Open {0}', '{0} öffnen']) {
      const client = startInProcess(undefined, { takesJson: true });
      const textDocument = { ...PULL_CLIENT.textDocument, documentLink: { tooltipSupport: true } };
      await client.initialize({ ...PULL_CLIENT, textDocument }, null, { l10n: { 'Open {0}': translation } });
      await client.open(URI, TEXT);
      const [link] = await client.ask<DocumentLink[]>('textDocument/documentLink', URI);
      tooltips.push(link!.tooltip);
      await client.stop();
    }
    assert.deepEqual(tooltips, ['Open support.microsoft.com', 'support.microsoft.com öffnen']);
  });

  it('are sent as they are', () => {
    const message = { jsonrpc: '2.0', id: 'a"', result: EncodedJson.as<object>(['[ ', new JsonPiece('1'), ' ]']) };
    const { before, result, after } = partsOf(message);
    assert.equal(`${before}${jsonText(result!.parts)}${after}`, '{"jsonrpc":"2.0","id":"a\\"","result":[ 1 ]}');
  });
});
