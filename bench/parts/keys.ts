/** All that VS Code asks after a key: what it costs the server, and when the last answer is there. */
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import { PULL_CLIENT } from '../../test/support/lspClient';
import type { Bench } from '../bench';
import { mebibytes, number, ratio, table, times } from '../lib/markdown';
import { timed } from '../lib/processes';
import { inTurns, median } from '../lib/statistics';
import { Places, type Subject } from '../lsp/places';
import { Session } from '../lsp/session';
import { subjectOf } from '../lsp/sessions';
import type { Size } from '../options';
import { servers, type LanguageServer } from '../peers/servers';
import { isAbsent } from '../peers/validators';

const SESSIONS = 3;
/** Keys in a session before it is measured, so that the code has been compiled, and keys that are measured. */
const WARM_UP = 60;
const KEYS = 100;
/** Starts of bare Node before each session: the machine is not equally fast all the time. */
const NODE_STARTS = 5;

/** The capabilities of VS Code that decide what it asks. */
const VS_CODE: ClientCapabilities = {
  ...PULL_CLIENT,
  workspace: { ...PULL_CLIENT.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
  textDocument: {
    ...PULL_CLIENT.textDocument,
    inlayHint: {},
    codeLens: {},
    foldingRange: { rangeLimit: 5_000 },
    documentLink: { tooltipSupport: true },
    semanticTokens: {
      requests: { range: true, full: { delta: true } },
      tokenTypes: ['enumMember'],
      tokenModifiers: [],
      formats: ['relative'],
    },
    codeAction: {
      ...PULL_CLIENT.textDocument?.codeAction,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

/** Lines on the screen, and lines around them for which VS Code asks too. */
const SCREEN = 80;

/**
 * What VS Code 1.139 asks in the second after a key, as recorded: the outline twice, for the breadcrumbs and for sticky scroll.
 * Highlights and linked ranges follow the cursor and are asked for where the settings turn them on.
 */
function questions(
  { line, character }: { readonly line: number; readonly character: number },
  capabilities: ServerCapabilities,
): [method: string, params: object][] {
  const position = { line, character };
  const range = {
    start: { line: Math.max(0, line - SCREEN / 2), character: 0 },
    end: { line: line + SCREEN / 2, character: 0 },
  };
  const context = { diagnostics: [], triggerKind: 2 };
  const all: [keyof ServerCapabilities, string, object][] = [
    ['inlayHintProvider', 'textDocument/inlayHint', { range }],
    ['codeLensProvider', 'textDocument/codeLens', {}],
    ['codeActionProvider', 'textDocument/codeAction', { range: { start: position, end: position }, context }],
    ['documentSymbolProvider', 'textDocument/documentSymbol', {}],
    ['documentSymbolProvider', 'textDocument/documentSymbol', {}],
    ['foldingRangeProvider', 'textDocument/foldingRange', {}],
    ['semanticTokensProvider', 'textDocument/semanticTokens/range', { range }],
    ['inlayHintProvider', 'textDocument/inlayHint', { range }],
    ['documentLinkProvider', 'textDocument/documentLink', {}],
    ['documentHighlightProvider', 'textDocument/documentHighlight', { position }],
    ['linkedEditingRangeProvider', 'textDocument/linkedEditingRange', { position }],
  ];
  return all.filter(([capability]) => capabilities[capability]).map(([, method, params]) => [method, params]);
}

/** The figures of a session. */
interface Keys {
  /** To the last answer, in milliseconds, of each key. */
  readonly last: readonly number[];
  /** Processor time of the server, in milliseconds a key. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

/** Measures all installed servers. @returns the part of the document */
export async function keys(bench: Bench): Promise<string[]> {
  const all = servers(bench.builds).filter((server): server is LanguageServer => !isAbsent(server));
  const [rows, node]: [string[][], number[]] = [[], []];
  for (const size of bench.sizes) rows.push(...(await ofSize(size, all, node, bench)));
  return [
    '## All that VS Code asks after a key',
    '',
    'Diagnostics, hints, lenses, actions, the outline twice, folding, tokens, links, highlights and linked ranges, as recorded from',
    'VS Code 1.139 and sent at once after each key of an invalid value and after its deletion. Milliseconds a key: the processor time of',
    `the server, all threads and collections of garbage included, also as a multiple of the start of bare Node ${process.versions.node}`,
    `(${number(median(node))} ms of processor time here, measured before each session); and the time to the last answer, median / p95. ${SESSIONS} sessions with ${KEYS} keys each, in turns,`,
    `after ${WARM_UP} keys that are not counted.`,
    '',
    ...table(['', 'processor time', ': bare Node', 'last answer', 'memory'], rows),
    '',
  ];
}

/** @param allStarts the processor times of bare Node are added to it */
async function ofSize(
  size: Size,
  all: readonly LanguageServer[],
  allStarts: number[],
  bench: Bench,
): Promise<string[][]> {
  const starts: number[] = [];
  const session = (server: LanguageServer): Promise<Keys> => {
    for (let start = 0; start < NODE_STARTS; start++)
      starts.push(timed([process.execPath, '-e', '0'], bench.folder).cpu);
    return measured(server, subject);
  };
  const subject = subjectOf(size, bench);
  bench.say(`all that is asked after a key, ${size.name}: ${all.map(({ name }) => name).join(', ')}`);
  const runs = await inTurns(Object.fromEntries(all.map((server) => [server.name, () => session(server)])), SESSIONS);
  allStarts.push(...starts);
  return Object.entries(runs).map(([name, sessions]) => {
    const cpu = sessions.map((session) => session.cpu);
    return [
      `${size.name}, ${name}`,
      number(median(cpu)),
      ratio(cpu, starts),
      times(sessions.flatMap(({ last }) => last)),
      mebibytes(median(sessions.map(({ memory }) => memory))),
    ];
  });
}

export async function measured(server: LanguageServer, subject: Subject): Promise<Keys> {
  const options = { matrixCommand: 'vpc.showMatrix' };
  const session = await Session.start({ ...server, client: VS_CODE, options }, subject.folder, subject.path);
  try {
    await session.open(subject.text, (found) => found.length === 0);
    const places = new Places(subject);
    await typed(session, places, WARM_UP);
    const before = session.processorTime;
    const last = await typed(session, places, KEYS);
    return { last, cpu: (session.processorTime - before) / KEYS, memory: session.memory };
  } finally {
    await session.stop();
  }
}

/** Types a character into a date and deletes it, at another place each time. @returns milliseconds to the last answer of each key */
async function typed(session: Session, places: Places, keyCount: number): Promise<number[]> {
  const last: number[] = [];
  for (let key = 0; key < keyCount; key += 2) {
    const [edit, undo] = places.insertion('released', 'valueEnd', 'x');
    for (const change of [edit, undo]) {
      const from = performance.now();
      const diagnostics = session.edit(change, (found) => found.length > 0 === (change === edit));
      const answers = questions(change.start, session.capabilities).map(([method, params]) =>
        session.ask(method, params),
      );
      await Promise.all([diagnostics, ...answers]);
      last.push(performance.now() - from);
    }
  }
  return last;
}
