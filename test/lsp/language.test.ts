import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, CompletionItem, CompletionList, Hover } from 'vscode-languageserver';
import {
  MATRIX_DETAILS,
  MATRIX_EXPORT,
  MATRIX_OPEN,
  PLAN_DETAILS,
  PLAN_EXPORT,
  PLAN_OPEN,
  type MatrixExportResult,
  type MatrixOpenResult,
  type PlanOpenResult,
} from '../../server/src/lsp/protocol/index';
import { parse } from '../../server/src/xml/parser';
import { PUSH_CLIENT, type LspClient } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { PSEUDO, PseudoPackage, untranslatedWords, visibleHtml } from '../support/pseudoLanguage';
import { writePublication } from '../../server/src/domain/publicationText';
import { FIRST } from '../support/vocabularies';

const PRODUCT = {
  ...{ 'product-id': 'ZzBatch', 'product-version': '8.2', platform: 'ZzOs', state: 'Not Approved' },
  ...{ 'state-date': '2026-02-10T08:00:00Z', reboot: 'true', restriction: 'ZzFirst', comment: 'ZzStops' },
  url: 'https://example.com/zz',
};
const PATCH = {
  ...{ 'patch-id': 'KB5000001', title: 'ZzTitle', description: 'ZzText', 'patch-type': 'Security' },
  ...{ severity: 'Critical', released: '2026-01-13T08:00:00Z', revised: '2026-01-14T08:00:00Z' },
  ...{ bulletin: 'ZZ1', vulnerability: 'CVE-2026-0001', target: 'ZzOs', prerequisite: 'KB1', supersedes: 'KB5000000' },
  ...{ 'information-url': 'https://example.com/zz', 'download-url': 'https://example.com/zz', hash: 'ab' },
  ...{
    reboot: 'true',
    removable: 'true',
    product: [PRODUCT, { ...PRODUCT, state: 'Approved', 'product-id': 'ZzView' }],
  },
};
/** A document with every element of the vocabulary, and with problems of several kinds. */
const TEXT = writePublication(
  {
    ...{ 'document-id': 'ZzId', 'document-version': '1', description: 'ZzText', published: '2026-02-18T09:00:00Z' },
    ...{ supplier: 'ZzSupplier', url: 'https://example.com/zz' },
    'patch-vendor': [
      {
        ...{ 'vendor-id': 'ZzVendor', description: 'ZzText', url: 'https://example.com/zz' },
        patch: [PATCH, { ...PATCH, 'patch-id': 'KB5000000', 'superseded-by': 'KB5000001', supersedes: undefined }],
      },
    ],
  },
  FIRST.vocabulary,
).replace('<ID>ZzId</ID>', '<ID schemeID="zz" schemeName="zz">ZzId</ID>');

/** Problems: an unknown state, a future date, an attribute that is not allowed, an element at the wrong place, a bad CVE number. */
const WRONG = TEXT.replace('Not Approved', 'Not Aproved')
  .replace('<ReleasedDate>2026', '<ReleasedDate>2999')
  .replace('<Title>', '<Title zz="1">')
  .replace('CVE-2026-0001', 'CVE-2026-1')
  .replace(/(<PublishedDate>.*\n)( *<Supplier>.*\n)/, '$2$1');

const ASSETS =
  'asset,zone,supplier,product,version\nZzPc,ZzCell,ZzSupplier,ZzBatch,8.2\nZzPc2,ZzCell,ZzSupplier,ZzMore,1\n';

describe('the server in another language', () => {
  const languages = new PseudoPackage();
  let client: LspClient;
  let folder: string;
  let uri: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-language-'));
    const base = pathToFileURL(folder).href;
    uri = `${base}/ZzFile.vpc.xml`;
    await writeFile(join(folder, 'ZzFile.vpc.xml'), TEXT);
    await writeFile(join(folder, 'ZzOther.vpc.xml'), TEXT.replace('2026-02-18', '2026-01-18'));
    await writeFile(join(folder, 'ZzBroken.vpc.xml'), '<PatchData><Zz>');
    await writeFile(join(folder, 'assets.csv'), ASSETS);
    client = startInProcess(undefined, { translations: (locale) => languages.textsOf(locale ?? '') });
    client.connection.onRequest('workspace/configuration', () => []);
    const textDocument = { ...PUSH_CLIENT.textDocument, inlayHint: {} };
    await client.initialize({ ...PUSH_CLIENT, textDocument }, base, { matrixCommand: 'vpc.matrix' }, PSEUDO);
    await client.open(uri, TEXT);
  });
  after(async () => {
    languages.remove();
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const nothingLeft = (texts: readonly string[], ...data: string[]): void => {
    assert.ok(texts.length > 0);
    for (const text of texts) {
      const words = untranslatedWords(text.replaceAll(folder, '').replace(/\bxs:\w+/g, ''), [
        'true',
        'false',
        'ab',
        ...data,
      ]);
      assert.ok(words.length === 0, `Not translated: ${words.join(', ')}\n${text}`);
    }
  };
  const ask = <T>(method: string, params: object): Promise<T> => client.connection.sendRequest<T>(method, params);
  const textDocument = {
    get uri() {
      return uri;
    },
  };
  /** Every place where a word starts. */
  const places = Array.from(TEXT.matchAll(/[\w.-]+/g), ({ index }) => parse(TEXT).positionAt(index));

  it('translates what is shown about all elements, attributes and values', async () => {
    const texts: string[] = [];
    for (const position of places) {
      const hover = await ask<Hover | null>('textDocument/hover', { textDocument, position });
      if (hover !== null)
        texts.push((hover.contents as { value: string }).value.replace(/`[^`]*`|\[[^\]]*\]\([^)]*\)/g, ''));
    }
    assert.ok(texts.length > 100);
    nothingLeft(texts);
  });

  it('translates what completion says of its items', async () => {
    const texts: string[] = [];
    for (const { line, character } of places.filter((_, index) => index % 3 === 0)) {
      for (const position of [
        { line, character },
        { line, character: Math.max(0, character - 1) },
      ]) {
        const { items } = await ask<CompletionList>('textDocument/completion', { textDocument, position });
        for (const item of items.slice(0, 40)) {
          const resolved = await ask<CompletionItem>('completionItem/resolve', item);
          const { value = '' } = (resolved.documentation ?? {}) as { value?: string };
          texts.push(`${item.detail ?? ''}\n${value.replace(/`[^`]*`/g, '')}`);
        }
      }
    }
    assert.ok(texts.length > 100);
    nothingLeft(texts.filter((text) => text.trim() !== ''));
  });

  it('translates problems, the places that explain them, and their fixes', async () => {
    const wrong = uri.replace('ZzFile', 'ZzWrong');
    await client.open(wrong, WRONG);
    const diagnostics = await client.pushed(wrong, (found) => found.length > 4);
    nothingLeft(
      diagnostics.flatMap(({ message, relatedInformation = [] }) => [
        message as string,
        ...relatedInformation.map((each) => each.message),
      ]),
      ...['Aproved', 'Title'],
    );
    const titles: string[] = [];
    for (const diagnostic of diagnostics) {
      const context = { diagnostics: [diagnostic], only: ['quickfix'] };
      const actions = await ask<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: wrong },
        range: diagnostic.range,
        context,
      });
      titles.push(...actions.map(({ title }) => title));
    }
    assert.ok(titles.length > 10);
    nothingLeft(titles, 'Aproved');
    await client.close(wrong);
  });

  it('translates actions, lenses, hints and the outline', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } };
    const actions: string[] = [];
    for (const position of places.filter((_, index) => index % 5 === 0)) {
      const at = { start: position, end: position };
      const found = await ask<CodeAction[]>('textDocument/codeAction', {
        textDocument,
        range: at,
        context: { diagnostics: [] },
      });
      actions.push(...found.map(({ title }) => title));
    }
    nothingLeft(actions);
    const lenses = await ask<{ command?: { title: string } }[]>('textDocument/codeLens', { textDocument });
    nothingLeft(lenses.flatMap(({ command }) => command?.title ?? []));
    const hints = await ask<{ label: string }[]>('textDocument/inlayHint', { textDocument, range });
    nothingLeft(hints.map(({ label }) => label));
    const symbols = await ask<{ name: string; detail?: string }[]>('textDocument/documentSymbol', { textDocument });
    nothingLeft(
      JSON.stringify(symbols)
        .match(/"(?:name|detail)":"[^"]*"/g)!
        .map((text) => text.replace(/^"\w+":/, '')),
    );
  });

  it('translates the matrix, its details and its report', async () => {
    const scope = { kind: 'workspace' };
    const snapshot = (await ask<MatrixOpenResult>(MATRIX_OPEN, { id: 'm', scope }))!;
    nothingLeft(sentencesIn(snapshot), 'Microsoft');
    const row = JSON.stringify(['zzvendor', 'kb5000001']);
    nothingLeft(sentencesIn(await ask(MATRIX_DETAILS, { id: 'm', row })));
    const { text } = await ask<MatrixExportResult>(MATRIX_EXPORT, { id: 'm', format: 'html' });
    assert.match(text, new RegExp(`<html lang="${PSEUDO}"`));
    nothingLeft([visibleHtml(text)]);
  });

  it('translates the plan, its details and its report', async () => {
    const params = { id: 'p', scope: { kind: 'workspace' }, assets: uri.replace('ZzFile.vpc.xml', 'assets.csv') };
    const snapshot = (await ask<PlanOpenResult>(PLAN_OPEN, params))!;
    nothingLeft(sentencesIn(snapshot));
    nothingLeft(sentencesIn(await ask(PLAN_DETAILS, { id: 'p', revision: snapshot.revision, decision: 0 })));
    const { bytes } = await ask<{ bytes: string }>(PLAN_EXPORT, { id: 'p', format: 'html' });
    nothingLeft([visibleHtml(Buffer.from(bytes, 'base64').toString())]);
  });
});

/** The texts of several words in an answer: others are keys and values. */
function sentencesIn(answer: unknown): string[] {
  if (typeof answer === 'string') return / [^ ]/.test(answer) ? [answer] : [];
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(sentencesIn) : [];
}
