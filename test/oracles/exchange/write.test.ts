import assert from 'node:assert/strict';
import { writeChanges } from '../../../server/src/exchange/write/write';
import { reasonText, type Change } from '../../../server/src/exchange/write/change';
import { edited } from '../../../server/src/cli/edits';
import { english } from '../../../server/src/xml/problem';
import type { TextEdit } from '../../../server/src/xml/reparse';
import { documentIn } from '../../support/documents';
import { forSeeds, type Draw } from '../../support/seeds';
import { LARGE, SMALL, type HeldFile } from './held';
import { cellOf, readFile, type ReadFile, type ReadStatement } from './reader';

const SERIES = 10_000;
/** A series about a sample takes as long as a hundred others. */
const LARGE_EVERY = 200;
const MAX_WRITES = 3;
const MAX_CHANGES = 3;

const CLOCK = { instant: Date.UTC(2026, 10, 29, 20), offset: 60 };
const TODAY = '2026-11-29';

type Random = Draw['random'];
type Statements = Map<string, ReadStatement>;

/** Changes, and what the file must say after them. */
interface Write {
  readonly changes: readonly Change[];
  readonly expected: Statements;
  readonly patches: readonly string[];
  /** Whether a statement, a patch or a product is removed. */
  readonly removes: boolean;
  /** Whether patches are added or removed. */
  readonly isAboutPatches: boolean;
}

const TEXTS = ['Tested.', 'a & b <c> ]]> "d" \'e\'', 'Für später: größer', 'one\ntwo', '\u{1F6D1} stop', '&amp;'];
const DATES: readonly Change['date'][] = [
  undefined,
  undefined,
  'now',
  'keep',
  null,
  '',
  '2026-03-01',
  '2026-03-01T12:00:00+01:00',
];

function pick<T>(random: Random, items: readonly T[]): T {
  return items[random(items.length)]!;
}

/** Another spelling of the same name. */
function spelled(random: Random, name: string): string {
  return [name, name.toUpperCase(), name.replaceAll(' ', '-'), ` ${name.toLowerCase()} `][random(4)]!;
}

function named(random: Random, cell: string): Required<Pick<Change, 'patch' | 'product'>> {
  const [vendor = '', id = '', product = '', version = '', platform = ''] = cell.split('|');
  return {
    patch: { vendor: spelled(random, vendor), id: random(2) === 0 ? id : id.toLowerCase().replace(/^kb/, '') },
    product: { id: spelled(random, product), version, platform: spelled(random, platform).trim() },
  };
}

/** The fields of a change, and the statement after it. */
function fields(random: Random, before: ReadStatement | undefined, file: HeldFile): [Change, ReadStatement] {
  const { states } = file.vocabulary.profile;
  const state = before === undefined || random(4) > 0 ? pick(random, states) : undefined;
  const date = pick(random, DATES);
  const reboot = pick(random, [undefined, undefined, true, false, null]);
  const text = (): string | null | undefined => pick(random, [undefined, undefined, null, '', ...TEXTS]);
  const [restriction, comment] = [text(), text()];
  const change = { state: state && spelled(random, state.value).trim(), date, reboot, restriction, comment };
  const changed = state !== undefined && state.value !== before?.state;
  const texts = (given: string | null | undefined, own: readonly string[]): readonly string[] =>
    given === undefined ? own : given === null || given === '' ? [] : [given];
  const isSame = before?.reboot !== undefined && reboot != null && ['true', '1'].includes(before.reboot) === reboot;
  return [
    change,
    {
      state: state?.value ?? before!.state,
      date: dateAfter(date, before?.date, changed),
      reboot: reboot === undefined || isSame ? before?.reboot : reboot === null ? undefined : String(reboot),
      restrictions: texts(restriction, before?.restrictions ?? []),
      comments: texts(comment, before?.comments ?? []),
      others: before?.others ?? '',
    },
  ];
}

function dateAfter(given: Change['date'], before: string | undefined, changed: boolean): string | undefined {
  if (given === null || given === '') return undefined;
  if (given === 'keep' || (given === undefined && !changed)) return before;
  if (given === undefined || given === 'now') return before?.startsWith(TODAY) ? before : `${TODAY}T00:00:00Z`;
  return given.includes('T') ? given : `${given}T00:00:00Z`;
}

function statementWrite(random: Random, { statements, patches }: ReadFile, file: HeldFile): Write {
  const expected = new Map(statements);
  const columns = [...new Set([...statements.keys()].map((cell) => cell.split('|').slice(2).join('|')))];
  const done = new Set<string>();
  const changes: Change[] = [];
  let removes = false;
  for (let count = 1 + random(MAX_CHANGES); count > 0 && columns.length > 0; count--) {
    const isHole = random(5) === 0 || statements.size === 0;
    const cell = isHole ? `${pick(random, patches)}|${pick(random, columns)}` : pick(random, [...statements.keys()]);
    if (done.has(cell)) continue;
    done.add(cell);
    if (statements.has(cell) && random(8) === 0) {
      changes.push({ ...named(random, cell), remove: true });
      expected.delete(cell);
      removes = true;
    } else {
      const [change, statement] = fields(random, statements.get(cell), file);
      changes.push({ ...named(random, cell), ...change });
      expected.set(cell, statement);
    }
  }
  return { changes, expected, patches, removes, isAboutPatches: false };
}

let unique = 0;

function additionWrite(random: Random, { statements, patches }: ReadFile, file: HeldFile): Write {
  const expected = new Map(statements);
  const name = `New ${++unique}`;
  if (random(2) === 0) {
    const to = random(2) === 0 ? pick(random, patches) : undefined;
    const version = random(2) === 0 ? '7 & 8' : '';
    const [vendor, id] = to?.split('|') ?? [];
    const state = file.vocabulary.profile.states[0]!.value;
    for (const patch of to === undefined ? patches : [to]) {
      const others = { date: undefined, reboot: undefined, restrictions: [], comments: [], others: '' };
      expected.set(cellOf(patch, name, version, ''), { state, ...others });
    }
    const patch = id === undefined ? undefined : { vendor: vendor!, id };
    return {
      changes: [{ patch, product: { id: name, version }, add: true }],
      expected,
      patches,
      removes: false,
      isAboutPatches: false,
    };
  }
  const vendor = random(3) === 0 ? `Vendor ${unique}` : pick(random, patches).split('|')[0]!;
  const patch = { vendor, id: `P-${unique}`, title: pick(random, TEXTS), released: '2026-02-01' };
  const changes: Change[] = [{ patch, add: true }];
  const column = [...statements.keys()].map((cell) => cell.split('|').slice(2))[0];
  if (column !== undefined && random(2) === 0) {
    const [product = '', version = '', platform = ''] = column;
    const [change, statement] = fields(random, undefined, file);
    changes.push({ patch: { vendor, id: patch.id }, product: { id: product, version, platform }, ...change });
    expected.set(cellOf(`${vendor}|${patch.id}`, product, version, platform), statement);
  }
  const all = [...patches, `${vendor}|${patch.id}`];
  return { changes, expected, patches: all, removes: false, isAboutPatches: true };
}

function removalWrite(random: Random, { statements, patches }: ReadFile): Write {
  const expected = new Map(statements);
  const isPatch = random(2) === 0 || statements.size === 0;
  const cell = isPatch ? `${pick(random, patches)}|||` : pick(random, [...statements.keys()]);
  const [vendor = '', id = '', product = '', version = '', platform = ''] = cell.split('|');
  for (const key of statements.keys()) {
    const isGone = isPatch ? key.startsWith(`${vendor}|${id}|`) : key.endsWith(`|${product}|${version}|${platform}`);
    if (isGone && (isPatch || key.split('|')[2] === product)) expected.delete(key);
  }
  const change: Change = isPatch
    ? { patch: { vendor, id }, remove: true }
    : { product: { id: product, version, platform }, remove: true };
  const left = isPatch ? patches.filter((patch) => patch !== `${vendor}|${id}`) : patches;
  return { changes: [change], expected, patches: left, removes: true, isAboutPatches: isPatch };
}

/** The edits that undo edits, with offsets in the text after them. */
function inverse(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return edits.map(({ start, end, text: written }) => {
    const undo = { start: start + shift, end: start + shift + written.length, text: text.slice(start, end) };
    shift += written.length - (end - start);
    return undo;
  });
}

function assertDisjoint(edits: readonly TextEdit[]): void {
  edits.forEach(({ start, end }, index) => {
    assert.ok(start <= end && (index === 0 || edits[index - 1]!.end < start), 'the edits overlap or touch');
  });
}

/** What was not told to change is as it was, byte by byte. */
function assertUntouched(before: ReadFile, after: ReadFile, { expected, removes, isAboutPatches }: Write): void {
  const isTouched = (cell: string): boolean => {
    const [was, is] = [before.statements.get(cell), expected.get(cell)];
    return was === undefined || is === undefined || was !== is;
  };
  const untouched = ({ entries }: ReadFile): string[] =>
    entries.filter(({ cells }) => !cells.some(isTouched)).map(({ raw }) => raw);
  // Entries that are divided keep the statements of the others in an entry of its own.
  const kept = new Set(untouched(before));
  assert.deepEqual(
    untouched(after).filter((raw) => kept.has(raw)),
    untouched(before),
  );
  if (!isAboutPatches) assert.equal(after.outside, before.outside);
  if (removes) return;
  const left = [...after.comments];
  for (const comment of before.comments) {
    const at = left.indexOf(comment);
    assert.ok(at >= 0, `the comment "${comment}" is lost`);
    left.splice(at, 1);
  }
}

/** What is written has the line ends and the indentation of the file. */
function assertStyle(text: string, { text: original }: HeldFile): void {
  if (original.includes('\r\n')) assert.doesNotMatch(text, /(?<!\r)\n/);
  else assert.doesNotMatch(text, /\r/);
  if (original.includes('\n\t')) assert.doesNotMatch(text, /\n /);
  else assert.doesNotMatch(text, /\t/);
  if (!original.trim().includes('\n')) assert.doesNotMatch(text.trim().replaceAll('one\ntwo', ''), /\n/);
}

function writeIn(random: Random, read: ReadFile, file: HeldFile): Write {
  if (read.patches.length < 2) return additionWrite(random, read, file);
  const kind = random(10);
  if (kind < 7) return statementWrite(random, read, file);
  return kind < 9 ? additionWrite(random, read, file) : removalWrite(random, read);
}

describe('writing statements', () => {
  it('changes what it is told and nothing else, in random series', async () => {
    const { ParseOption, XmlDocument, XsdValidator } = await import('libxml2-wasm');
    const parsed = (text: string) =>
      XmlDocument.fromString(text.replace(/^\uFEFF/, ''), {
        option: ParseOption.XML_PARSE_NOENT | ParseOption.XML_PARSE_NO_XXE,
      });
    const validators = new Map(
      [...new Set(SMALL.map(({ vocabulary }) => vocabulary))].map(({ schemaText }) => {
        const schema = parsed(schemaText);
        return [schemaText, XsdValidator.fromDoc(schema)] as const;
      }),
    );
    const assertValid = (text: string, { vocabulary }: HeldFile): void => {
      const document = parsed(text);
      try {
        validators.get(vocabulary.schemaText)!.validate(document);
      } finally {
        document.dispose();
      }
    };
    await forSeeds(20261129, SERIES, ({ random, count }) => {
      for (let series = 0; series < count; series++) {
        const file = series % LARGE_EVERY === 0 ? pick(random, LARGE) : SMALL[series % SMALL.length]!;
        let { text } = file;
        let read = readFile(text, file);
        for (let writes = 1 + random(MAX_WRITES); writes > 0; writes--) {
          const write = writeIn(random, read, file);
          const { edits, notDone } = writeChanges(documentIn(file.vocabulary, text), write.changes, { clock: CLOCK });
          const after = edited(text, edits);
          const context = `${file.title}, series ${series}: ${JSON.stringify(write.changes)}`;
          try {
            assert.deepEqual(
              notDone.map(({ reason }) => reasonText(reason, english)),
              [],
            );
            assertDisjoint(edits);
            assert.equal(edited(after, inverse(text, edits)), text);
            assertValid(after, file);
            const found = readFile(after, file);
            assert.deepEqual([...found.statements].sort(), [...write.expected].sort());
            assert.deepEqual([found.repeated, [...found.patches].sort()], [[], [...write.patches].sort()]);
            assertUntouched(read, found, write);
            assertStyle(after, file);
            [text, read] = [after, found];
          } catch (error) {
            throw new Error(`${context}\n${(error as Error).message}\n${after}`, { cause: error });
          }
        }
      }
    });
    for (const validator of validators.values()) validator.dispose();
  });
});
