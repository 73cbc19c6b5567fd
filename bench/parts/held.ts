/** How long the server does not answer: the longest time that any request for a large file blocks the event loop. */
import { lay, laySchema, SCHEMA, VOCABULARY, type Bench } from '../bench';
import { wideFile } from '../generator/wide';
import { number, table } from '../lib/markdown';
import { Places, type Subject } from '../lsp/places';
import type { Session } from '../lsp/session';
import { changedAndBack, inSession, subjectOf, typed } from '../lsp/sessions';

const SMALLEST = 1_000_000;
const KEYS = 100;
const WIDE = { patches: 5_000, products: 500 };

/** The requests of a session, by their names in the table. */
type Asked = readonly (readonly [name: string, ask: (session: Session, subject: Subject) => Promise<unknown>])[];

const VALID: Asked = [
  ['opening', (session, { text }) => session.open(text, () => true)],
  [`${2 * KEYS} keys`, keys],
  ['symbols', (session) => session.ask('textDocument/documentSymbol', {})],
  ['folding', (session) => session.ask('textDocument/foldingRange', {})],
  ['links', (session) => session.ask('textDocument/documentLink', {})],
  ['hover on a product', (session, subject) => session.ask('textDocument/hover', new Places(subject).product())],
  [
    'references to a product',
    (session, subject) =>
      session.ask('textDocument/references', {
        ...new Places(subject).product(),
        context: { includeDeclaration: true },
      }),
  ],
  ['symbols of the workspace', (session) => session.ask('workspace/symbol', { query: '-' })],
  ['formatting, nothing to change', (session) => session.ask('textDocument/formatting', { options: indentedBy(2) })],
  ['formatting all of it anew', (session) => session.ask('textDocument/formatting', { options: indentedBy(4) })],
  ['opening its matrix', (session) => session.openMatrix()],
];

const WIDE_ASKED: Asked = [
  ['opening the file', (session, { text }) => session.open(text, () => true)],
  ['opening its matrix', (session) => session.openMatrix()],
  ['exporting it as CSV', (session) => session.exportMatrix('csv')],
  ['exporting it as HTML', (session) => session.exportMatrix('html')],
];

/** Requests for a file with two mistakes in each patch. */
const MISTAKEN: Asked = [
  ['opening, two mistakes in each patch', (session, { text }) => session.open(text, (found) => found.length > 0)],
  ['fixes of a problem there', (session, subject) => fixes(session, new Places(subject).at('severity', 'valueStart'))],
  ['fixes of all of it there', (session, subject) => fixes(session, { position: endOf(subject.text) }, START)],
];

/** Measures our server. @returns the part of the document */
export async function held(bench: Bench): Promise<string[]> {
  const sizes = bench.sizes.filter(({ bytes }) => bytes >= SMALLEST);
  if (sizes.length === 0) return [];
  const columns: (readonly string[])[] = [];
  for (const size of sizes) {
    bench.say(`the event loop: ${size.name}`);
    const subject = subjectOf(size, bench);
    const valid = await longest(VALID, subject, bench);
    columns.push([...valid, ...(await longest(MISTAKEN, { ...subject, text: spoilt(subject) }, bench))]);
  }
  const rows = [...VALID, ...MISTAKEN].map(([name], index) => [name, ...columns.map((cells) => cells[index]!)]);
  const wide = await longest(WIDE_ASKED, wideSubject(bench), bench);
  return [
    '### How long nobody is answered',
    '',
    'The longest time, in milliseconds, that the event loop of the server was held by one piece of work, collections of garbage included.',
    '',
    ...table(['', ...sizes.map(({ name }) => name)], rows),
    '',
    `The same for a matrix of ${WIDE.patches} patches and ${WIDE.products} products, all ${(WIDE.patches * WIDE.products).toLocaleString('en')} cells filled:`,
    '',
    ...table(
      ['', `${WIDE.patches} by ${WIDE.products}`],
      WIDE_ASKED.map(([name], index) => [name, wide[index]!]),
    ),
    '',
  ];
}

async function longest(asked: Asked, subject: Subject, bench: Bench): Promise<readonly string[]> {
  return inSession(subject, bench, async (session) => {
    const cells: string[] = [];
    await session.look(false);
    for (const [, ask] of asked) {
      await ask(session, subject);
      cells.push(number((await session.look(false)).held));
    }
    return cells;
  });
}

async function keys(session: Session, subject: Subject): Promise<void> {
  const places = new Places(subject);
  for (let key = 0; key < KEYS; key++) await changedAndBack(session, typed(places));
}

type Position = Parameters<Session['type']>[0]['start'];

const START: Position = { line: 0, character: 0 };

function fixes(session: Session, { position }: { position: Position }, start = position): Promise<unknown> {
  const range = { start, end: position };
  const diagnostics = session.diagnostics.filter(
    (one) => one.range.start.line >= start.line && one.range.start.line <= position.line,
  );
  return session.ask('textDocument/codeAction', { range, context: { diagnostics } });
}

/** The file with two wrong values in each patch. */
function spoilt({ text, vocabulary }: Subject): string {
  const ends = (['severity', 'released'] as const).map((role) => `</${vocabulary.nameOf('patch', role)!}>`);
  return ends.reduce((all, end) => all.replaceAll(end, `x${end}`), text);
}

function endOf(text: string): Position {
  return { line: text.split('\n').length - 1, character: 0 };
}

function indentedBy(tabSize: number): { tabSize: number; insertSpaces: boolean } {
  return { tabSize, insertSpaces: true };
}

function wideSubject({ folder }: Bench): Subject {
  laySchema(folder);
  const file = wideFile(WIDE.patches, WIDE.products, VOCABULARY, SCHEMA);
  return { folder, path: lay(file, folder), text: file.text, vocabulary: VOCABULARY };
}
