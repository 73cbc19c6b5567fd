import assert from 'node:assert/strict';
import { placedLinks } from '../../server/src/language/links';
import { createLanguageService, type LanguageService } from '../../server/src/language/languageService';
import { publicationOf } from '../../server/src/domain/model';
import { sourceOf } from '../../server/src/matrix/sources';
import { buildMatrix } from '../../server/src/matrix/matrix';
import { formatOptionsOf } from '../../server/src/workspace/configuration/formatOptions';
import type { OpenDocument } from '../../server/src/language/types';
import { english } from '../../server/src/xml/problem';
import { runToCompletion } from '../../server/src/xml/task';
import type { Position } from '../../server/src/xml/tree';
import { TEST_CLOCK } from '../support/clock';
import { schemaOf } from '../support/documents';
import { BOTH, type TestVocabulary } from '../support/vocabularies';

const service = createLanguageService({ localize: english, clock: () => TEST_CLOCK });

function opened({ schemaText, vocabulary, sampleName, sampleText }: TestVocabulary, text = sampleText): OpenDocument {
  const { schema } = schemaOf(schemaText);
  return service.openDocument(text, { fileName: sampleName, fallbackSchema: schema, vocabulary });
}

for (const test of BOTH) {
  describe(`language service: ${test.title}`, () => {
    const { vocabulary, sampleText: text, prefix } = test;
    const element = (role: 'patch-id' | 'title' | 'released'): string =>
      `<${prefix}${vocabulary.nameOf('patch', role)!}>`;
    const state = `<${prefix}${vocabulary.nameOf('product', 'state')!}>`;
    const offsetAfter = (markup: string, source = text): number =>
      source.indexOf(markup, patchStart(source)) + markup.length;
    const patchStart = (source: string): number =>
      source.indexOf(`<${prefix}${vocabulary.nameOf('patch-vendor', 'patch')!}>`);
    const document = opened(test);
    const atId = offsetAfter(element('patch-id')) + 1;
    const textIn = ({ start, end }: { readonly start: number; readonly end: number }): string => text.slice(start, end);

    /** Each method of the facade, asked once: a method without a question here does not compile. */
    const answers: Readonly<Record<keyof LanguageService, () => void>> = {
      openDocument: () => {
        assert.ok(document.schema !== null && document.vocabulary === vocabulary);
        const other = opened({ ...test, sampleName: 'other.xml' }, '<other/>');
        assert.deepEqual([other.schema, other.vocabulary], [null, null]);
      },
      update: () => {
        const updated = service.update(document, { start: atId, end: atId, text: 'x' });
        assert.equal(updated.tree.text(), `${text.slice(0, atId)}x${text.slice(atId)}`);
        assert.deepEqual([updated.schema, updated.fileName], [document.schema, document.fileName]);
        const root = text.indexOf(vocabulary.rootName);
        assert.ok(service.update(document, { start: root, end: root + 1, text: '' }).vocabulary === vocabulary);
      },
      diagnostics: () => {
        const wrong = opened(test, text.replace(state, `${state}?`));
        const [first] = runToCompletion(service.diagnostics(wrong));
        assert.equal(first?.start, text.indexOf(state) + state.length);
      },
      check: () => {
        const { problems, suppressed } = runToCompletion(service.check(document));
        assert.deepEqual([problems, suppressed], [runToCompletion(service.diagnostics(document)), []]);
      },
      codeActions: () => assert.deepEqual(actionTitles(), ['Replace with "{0}"']),
      offeredFix: () => {
        const { wrong, problem, fix } = action();
        assert.deepEqual(runToCompletion(service.offeredFix(wrong, problem, fix.title, fix.args)), fix);
        assert.equal(runToCompletion(service.offeredFix(document, problem, fix.title, fix.args)), null);
      },
      statementActions: () => {
        const offset = offsetAfter(state);
        const [first] = runToCompletion(service.statementActions(document, { start: offset, end: offset }));
        assert.deepEqual([first?.title, first?.args], ['Set the state to "{0}" as of today', ['Not Approved']]);
      },
      offeredStatementAction: () => {
        const at = { start: offsetAfter(state), end: offsetAfter(state) };
        const [first] = runToCompletion(service.statementActions(document, at));
        assert.deepEqual(runToCompletion(service.offeredStatementAction(document, at, first!)), first);
        const other = { title: first!.title, args: ['Available'] };
        assert.equal(runToCompletion(service.offeredStatementAction(document, at, other)), null);
      },
      fixAll: () => {
        const title = element('title');
        const wrong = opened(test, text.replace(title, `${title}& `));
        const { edits, fixed } = runToCompletion(service.fixAll(wrong));
        assert.deepEqual([edits.map((edit) => edit.text), fixed.length], [['&amp;'], 1]);
      },
      completion: () => {
        const { items } = service.completion(document, offsetAfter(state), { snippets: false });
        assert.ok(items.some(({ kind, label }) => kind === 'value' && label === 'Approved'));
      },
      hover: () => {
        const found = runToCompletion(service.hover(document, offsetAfter(element('released')) - 2));
        assert.match(found?.markdown ?? '', /^\*\*/);
        const date = runToCompletion(service.hover(document, offsetAfter(element('released')) + 1));
        assert.match(date?.markdown ?? '', /^Tuesday, 9 months ago/);
      },
      inlayHints: () => {
        const [hint] = service.inlayHints(document, 0, text.length);
        assert.equal(hint?.label, '2 products');
      },
      matrixLenses: () =>
        assert.deepEqual(
          service.matrixLenses(document, 1).map(({ subject }) => subject),
          ['publication', 'patch'],
        ),
      semanticTokens: () => {
        const [token] = service.semanticTokens(document, 0, text.length);
        assert.deepEqual([token && textIn(token), token?.state], ['Approved', 'approved']);
      },
      links: () => {
        const [group] = runToCompletion(service.links(document, 2));
        const { start, end, target } = placedLinks(group!)[0]!;
        const offset = (position: Position): number => document.tree.offsetAt(position);
        assert.equal(textIn({ start: offset(start), end: offset(end) }), target);
      },
      outline: () => {
        const { roots, limited } = runToCompletion(service.outline(document, 1000));
        assert.deepEqual([roots.map(({ kind }) => kind), limited], [['publication'], false]);
      },
      workspaceSymbols: () => assert.deepEqual(runToCompletion(service.workspaceSymbols([], 'a', 10)), []),
      foldingRanges: () => assert.equal(runToCompletion(service.foldingRanges(document, 3)).length, 3),
      selectionRanges: () => assert.equal(textIn(service.selectionRanges(document, atId)[0]!), 'KB5075906'),
      identifierAt: () => assert.equal(service.identifierAt(document, atId)?.value, 'KB5075906'),
      definitions: () => {
        const [definition] = runToCompletion(service.definitions(document, service.identifierAt(document, atId)!));
        assert.deepEqual(definition?.range.start, document.tree.positionAt(atId - 1));
      },
      references: () => {
        const identifier = service.identifierAt(document, atId)!;
        assert.equal(runToCompletion(service.references(document, identifier, true)).length, 1);
        assert.equal(runToCompletion(service.references(document, identifier, false)).length, 0);
      },
      highlights: () => {
        const found = runToCompletion(service.highlights(document, atId - 2));
        assert.deepEqual(
          found?.map(({ kind }) => kind),
          ['tag', 'tag'],
        );
      },
      schemaDeclaration: () =>
        assert.equal(
          service.schemaDeclaration(document, offsetAfter(element('released')) - 2)?.uri,
          'file:///test.xsd',
        ),
      schemaType: () => assert.equal(service.schemaType(document, 0), null),
      prepareRename: () => assert.equal(service.prepareRename(document, atId)?.placeholder, 'KB5075906'),
      rename: () => {
        const outcome = runToCompletion(service.rename(document, atId, 'KB1'));
        assert.deepEqual(outcome.kind === 'edits' && outcome.edits.map((edit) => edit.text), ['KB1']);
      },
      linkedRanges: () => assert.equal(service.linkedRanges(document, atId - 2).length, 2),
      autoInsert: () => {
        assert.equal(service.autoInsert(service.openDocument('<a>'), 3, '>')?.snippet, '$0</a>');
        assert.equal(service.autoInsert(document, atId - 1, '>'), null);
      },
      format: () => {
        const options = formatOptionsOf({});
        const edits = runToCompletion(service.format(service.openDocument('<a><b/></a>'), options));
        assert.deepEqual(
          edits.map((edit) => edit.text),
          ['\n  ', '\n'],
        );
      },
      formatOnType: () => {
        const edits = runToCompletion(
          service.formatOnType(service.openDocument('<a>\n</a>'), 8, '>', formatOptionsOf({})),
        );
        assert.deepEqual(edits, []);
      },
      surroundWithElement: () => {
        const outcome = service.surroundWithElement(service.openDocument('<a>b</a>'), { start: 3, end: 4 }, 'c');
        assert.deepEqual('edits' in outcome && outcome.edits, [{ start: 3, end: 4, text: '<c>b</c>' }]);
      },
      surroundWithComment: () => {
        const outcome = service.surroundWithComment(service.openDocument('<a>b</a>'), { start: 3, end: 4 });
        assert.deepEqual('edits' in outcome && outcome.edits, [{ start: 3, end: 4, text: '<!-- b -->' }]);
      },
      surroundWithCData: () => {
        const outcome = service.surroundWithCData(service.openDocument('<a>b</a>'), { start: 3, end: 4 });
        assert.deepEqual('edits' in outcome && outcome.edits, [{ start: 3, end: 4, text: '<![CDATA[b]]>' }]);
      },
      sortEntries: () => {
        const outcome = runToCompletion(service.sortEntries(document, 'patch-id', { descending: false, offset: null }));
        assert.equal('moved' in outcome && outcome.moved, 2);
      },
      newFile: () => {
        const options = { supplier: 'Northwind', date: '2026-02-18', products: [], snippets: false };
        const file = service.newFile({ ...options, vocabulary, schema: document.schema });
        assert.ok(opened(test, file.text).vocabulary === vocabulary && file.text.includes('Northwind'));
      },
      matrixDetails: () => {
        const publication = publicationOf(document.tree, vocabulary)!;
        const matrix = runToCompletion(buildMatrix(vocabulary, [sourceOf(publication, '')]));
        const row = [...matrix.rows.values()].find(({ id }) => id === 'KB5075906')!;
        const [detail] = service.matrixDetails({ publication, matrix, source: 0 }, { row });
        assert.equal(detail && textIn(detail.selection), 'KB5075906');
        assert.ok(detail?.fields.some(({ value }) => value === 'KB5075906'));
      },
      write: () => {
        const { edits, notDone } = runToCompletion(
          service.write(document, [{ patch: { id: 'KB5075906' }, remove: true }]),
        );
        assert.deepEqual([edits.length, notDone], [1, []]);
      },
      plainText: () => assert.equal(service.plainText('**a** \\*'), 'a *'),
    };

    for (const [name, answer] of Object.entries(answers)) it(name, answer);

    function action() {
      const wrong = opened(test, text.replace(`${state}Approved`, `${state}Aproved`));
      const at = text.indexOf(`${state}Approved`) + state.length;
      return { wrong, ...runToCompletion(service.codeActions(wrong, at, at)).fixes[0]! };
    }

    function actionTitles(): string[] {
      return [action().fix.title];
    }
  });
}

describe('language service', () => {
  it('reports dates in the future of its clock', () => {
    const [test] = BOTH;
    const early = createLanguageService({ clock: () => ({ instant: Date.UTC(2026, 0, 1), offset: 0 }) });
    const codes = (asked: LanguageService): string[] =>
      runToCompletion(asked.diagnostics(opened(test!))).map(({ code }) => code);
    assert.ok(codes(early).includes('vpc/future-date'));
    assert.ok(!codes(service).includes('vpc/future-date'));
  });
});
