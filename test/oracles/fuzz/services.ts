/** All that the language service answers about a document, as plain data that can be compared. */
import assert from 'node:assert/strict';
import type { LanguageService } from '../../../server/src/language/languageService';
import { placedLinks } from '../../../server/src/language/links';
import type { FormatOptions, GovernedDocument } from '../../../server/src/language/types';
import { createLanguageService } from '../../../server/src/language/languageService';
import { runToCompletion } from '../../../server/src/xml/task';
import { TEST_CLOCK } from '../../support/clock';

/** Where and how a document is asked. Offsets can be anywhere in it. */
export interface Question {
  readonly start: number;
  readonly end: number;
  readonly format: FormatOptions;
}

type Ask = (service: LanguageService, document: GovernedDocument, at: Question) => unknown;

/** The services that do not ask about one document, or need other data. */
type Others = 'openDocument' | 'update' | 'workspaceSymbols' | 'newFile' | 'matrixDetails' | 'plainText' | 'offeredFix';

const LIMIT = 1_000;

/** What is asked of each service. A service that is missing here does not compile. */
const ASKED: Readonly<Record<Exclude<keyof LanguageService, Others>, Ask>> = {
  diagnostics: (service, document) => runToCompletion(service.diagnostics(document)),
  check: (service, document) => runToCompletion(service.check(document)),
  codeActions: (service, document, { start, end }) => runToCompletion(service.codeActions(document, start, end)),
  statementActions: (service, document, { start, end }) =>
    runToCompletion(service.statementActions(document, { start, end })),
  offeredStatementAction: (service, document, { start, end }) => {
    const [first] = runToCompletion(service.statementActions(document, { start, end }));
    return first && runToCompletion(service.offeredStatementAction(document, { start, end }, first));
  },
  fixAll: (service, document) => runToCompletion(service.fixAll(document)).edits,
  completion: (service, document, { start }) =>
    [true, false].map((snippets) => {
      const { items, ...list } = service.completion(document, start, { snippets });
      return { ...list, items: items.map((item) => ({ ...item, documentation: item.documentation() })) };
    }),
  hover: (service, document, { start }) => runToCompletion(service.hover(document, start)),
  inlayHints: (service, document, { start, end }) => service.inlayHints(document, start, end),
  matrixLenses: (service, document) => service.matrixLenses(document, LIMIT),
  semanticTokens: (service, document) => service.semanticTokens(document, 0, document.tree.length),
  links: (service, document) => runToCompletion(service.links(document, LIMIT)).flatMap(placedLinks),
  outline: (service, document) => runToCompletion(service.outline(document, LIMIT)),
  foldingRanges: (service, document) => runToCompletion(service.foldingRanges(document, LIMIT)),
  selectionRanges: (service, document, { start }) => service.selectionRanges(document, start),
  identifierAt: (service, document, { start }) => service.identifierAt(document, start)?.value ?? null,
  definitions: (service, document, { start }) => {
    const identifier = service.identifierAt(document, start);
    return identifier && runToCompletion(service.definitions(document, identifier));
  },
  references: (service, document, { start }) => {
    const identifier = service.identifierAt(document, start);
    return identifier && runToCompletion(service.references(document, identifier, true));
  },
  schemaDeclaration: (service, document, { start }) => service.schemaDeclaration(document, start),
  schemaType: (service, document, { start }) => service.schemaType(document, start),
  highlights: (service, document, { start }) => runToCompletion(service.highlights(document, start)),
  prepareRename: (service, document, { start }) => service.prepareRename(document, start),
  rename: (service, document, { start }) => runToCompletion(service.rename(document, start, 'KB1')),
  linkedRanges: (service, document, { start }) => service.linkedRanges(document, start),
  autoInsert: (service, document, { start }) =>
    (['>', '/', '='] as const).map((character) => service.autoInsert(document, start, character)),
  format: (service, document, { start, end, format }) => [
    runToCompletion(service.format(document, format)),
    runToCompletion(service.format(document, format, { start, end })),
  ],
  formatOnType: (service, document, { start, format }) =>
    ['>', '\n'].map((character) => runToCompletion(service.formatOnType(document, start, character, format))),
  surroundWithElement: (service, document, { start, end }) => service.surroundWithElement(document, { start, end }),
  surroundWithComment: (service, document, { start, end }) => service.surroundWithComment(document, { start, end }),
  surroundWithCData: (service, document, { start, end }) => service.surroundWithCData(document, { start, end }),
  sortEntries: (service, document) =>
    runToCompletion(service.sortEntries(document, 'patch-id', { descending: true, offset: null })),
  write: (service, document) => {
    const patch = { id: /KB\d+/.exec(document.tree.text())?.[0] ?? 'KB1' };
    const product = { id: 'New' };
    return runToCompletion(
      service.write(document, [
        { product, add: true, state: 'Approved', comment: 'In <production>' },
        { patch, product, state: 'Not Approved', date: null },
        { patch, remove: true },
      ]),
    );
  },
};

export type ServiceName = keyof typeof ASKED;

/** Those that apply fixes to find out whether they are good, which takes as long as all others together. */
export const SLOW: readonly ServiceName[] = ['codeActions', 'statementActions', 'offeredStatementAction', 'fixAll'];
const ALL = Object.keys(ASKED) as ServiceName[];
export const FAST: readonly ServiceName[] = ALL.filter((name) => !SLOW.includes(name));

const service = createLanguageService({ clock: () => TEST_CLOCK });

/** The answers of services, one JSON text each. */
export function answersOf(
  document: GovernedDocument,
  at: Question,
  names: readonly ServiceName[],
): Map<ServiceName, string> {
  return new Map(
    names.map((name) => [name, JSON.stringify(ASKED[name](service, document, at), withinText(document, name))]),
  );
}

/** A replacer of JSON.stringify that checks all ranges of offsets on the way. */
function withinText({ tree }: GovernedDocument, name: ServiceName): (key: string, value: unknown) => unknown {
  return (_key, value) => {
    if (typeof value !== 'object' || value === null) return value;
    // Equal nodes can come from other sources.
    if ('breaks' in value && 'tail' in value) return undefined;
    // Selections are places in the text after the edit.
    if (name.startsWith('surround')) return value;
    const { start, end } = value as { start?: unknown; end?: unknown };
    if (typeof start === 'number' && typeof end === 'number') {
      assert.ok(start >= 0 && start <= end && end <= tree.length, `${name}: ${start}-${end} of ${tree.length}`);
    }
    return value;
  };
}
