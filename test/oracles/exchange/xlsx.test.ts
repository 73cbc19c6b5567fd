/**
 * Excel, there and back: what is exported and not changed changes nothing when it is applied, what an independent program changes is
 * changed in the file and nothing else, and no damaged workbook ends the command otherwise than with a line.
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { parse as parseCsv } from 'csv-parse/sync';
import { applyTable } from '../../../server/src/exchange/apply/apply';
import { readTable } from '../../../server/src/exchange/tables/tableFile';
import { joined } from '../../../server/src/exchange/tables/xlsx/write/workbook';
import { Publication } from '../../../server/src/exchange/write/publication';
import { writeChanges } from '../../../server/src/exchange/write/write';
import { edited } from '../../../server/src/cli/edits';
import { publicationOf } from '../../../server/src/domain/model';
import { matrixXlsx } from '../../../server/src/matrix/export/xlsx/xlsx';
import { buildMatrix } from '../../../server/src/matrix/matrix';
import { sourceOf } from '../../../server/src/matrix/sources';
import { viewOf } from '../../../server/src/matrix/view';
import { english } from '../../../server/src/xml/problem';
import { runToCompletion } from '../../../server/src/xml/task';
import { CliFolder } from '../../support/cli';
import { documentIn } from '../../support/documents';
import { mutated } from '../../support/mutatedBytes';
import { forSeeds, type Draw } from '../../support/seeds';
import { skip } from '../../support/skip';
import { archive, partsOf, rewritten, sheetsIn, type Value } from '../../support/workbooks';
import { LARGE, SMALL, type HeldFile } from './held';
import { readFile as readStatements, type ReadStatement } from './reader';

const CLOCK = { instant: Date.UTC(2026, 10, 29, 20), offset: 0 };
const SERIES = 60;
const MUTANTS = 300;
/** The first row of a patch and the first column of a product on the sheet. */
const [FIRST_ROW, FIRST_COLUMN] = [7, 9];

function exported(text: string, { vocabulary }: HeldFile): Uint8Array {
  const { tree } = documentIn(vocabulary, text);
  const source = sourceOf(publicationOf(tree, vocabulary.vocabulary), 'a.xml');
  const view = viewOf(runToCompletion(buildMatrix(vocabulary.vocabulary, [source])));
  return joined([...matrixXlsx(view)]);
}

/** The text after a workbook was applied, and what did not fit. */
function applied(text: string, bytes: Uint8Array, { vocabulary }: HeldFile): { text: string; problems: string[] } {
  const document = documentIn(vocabulary, text);
  const publication = Publication.of(document.tree, vocabulary.vocabulary)!;
  const { table } = readTable(bytes);
  const result = applyTable(table!, publication, vocabulary.vocabulary);
  assert.ok(result.applied !== null, result.refused?.message);
  const { changes, problems } = result.applied;
  const { edits, notDone } = writeChanges(
    document,
    changes.map(({ change }) => change),
    { clock: CLOCK },
  );
  return {
    text: edited(text, edits),
    problems: [
      ...problems.map(({ at, message, args }) => `${at}: ${english(message, ...args)}`),
      ...notDone.map(({ reason }) => reason.message),
    ],
  };
}

function pick<T>(random: Draw['random'], items: readonly T[]): T {
  return items[random(items.length)]!;
}

const FILES = [...SMALL, ...LARGE];

describe('a workbook of the matrix', () => {
  for (const file of FILES) {
    it(`changes nothing where nobody has changed it: ${file.title}`, async () => {
      const bytes = exported(file.text, file);
      assert.deepEqual(applied(file.text, bytes, file), { text: file.text, problems: [] });
      assert.deepEqual(applied(file.text, await rewritten(bytes), file), { text: file.text, problems: [] });
    });
  }

  it(`changes exactly the statements that another program has changed, in ${SERIES} series`, async function () {
    this.timeout(600_000);
    let done = 0;
    await forSeeds(2026_1130, SERIES, async ({ random, count }) => {
      for (let series = 0; series < count; series++) {
        const file = random(8) === 0 ? pick(random, LARGE) : pick(random, SMALL);
        done += await oneSeries(file, random);
      }
    });
    assert.ok(done > SERIES, String(done));
  });

  it('is read with the same cells by LibreOffice, and applied after it has saved it', async function () {
    const office = program('soffice') ?? program('libreoffice');
    if (office === null) skip(this, 'LibreOffice is not installed (on Debian: libreoffice-calc)');
    this.timeout(180_000);
    const work = await mkdtemp(join(tmpdir(), 'vpc-xlsx-'));
    try {
      const file = LARGE[0]!;
      const bytes = exported(file.text, file);
      await writeFile(join(work, 'm.xlsx'), bytes);
      const convert = (to: string, from: string, folder: string) =>
        promisify(execFile)(
          office,
          [
            `-env:UserInstallation=file://${work}/profile`,
            '--headless',
            '--convert-to',
            to,
            '--outdir',
            join(work, folder),
            join(work, from),
          ],
          { cwd: work },
        );
      await convert('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1', 'm.xlsx', 'csv');
      const csv: string[][] = parseCsv(await readFile(join(work, 'csv', 'm-Matrix.csv'), 'utf8'), {
        relax_column_count: true,
      });
      const { Matrix: rows } = await sheetsIn(bytes);
      const own = rows!.map((row) => row.map(shown));
      assert.deepEqual(
        csv.map((row) => row.slice(0, own[0]!.length)),
        own,
      );
      await convert('xlsx:Calc MS Excel 2007 XML', 'm.xlsx', 'saved');
      const saved = await readFile(join(work, 'saved', 'm.xlsx'));
      assert.notDeepEqual(saved, bytes);
      assert.deepEqual(applied(file.text, saved, file), { text: file.text, problems: [] });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });

  it('is read by openpyxl, and applied after it has changed and saved it', async function () {
    const python = ['python3', '/usr/bin/python3', 'python'].find(
      (command) => spawnSync(command, ['-c', 'import openpyxl'], { encoding: 'utf8' }).status === 0,
    );
    if (python === undefined) skip(this, 'openpyxl is not installed (on Debian: python3-openpyxl)');
    const work = await mkdtemp(join(tmpdir(), 'vpc-xlsx-'));
    try {
      const file = LARGE[0]!;
      await writeFile(join(work, 'm.xlsx'), exported(file.text, file));
      const script = [
        'import openpyxl',
        "book = openpyxl.load_workbook('m.xlsx')",
        "sheet = book['Matrix']",
        "assert sheet.freeze_panes == 'D8', sheet.freeze_panes",
        "assert book['vpc-export'].sheet_state == 'veryHidden'",
        'cell = next(c for r in sheet.iter_rows(min_row=8, min_col=10) for c in r if c.value == "Approved")',
        'cell.value = "Not Approved"',
        'book.save("saved.xlsx")',
      ].join('\n');
      const { status, stderr } = spawnSync(python, ['-c', script], { cwd: work, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      const result = applied(file.text, await readFile(join(work, 'saved.xlsx')), file);
      assert.deepEqual(result.problems, []);
      const [before, after] = [file.text, result.text].map((text) => readStatements(text, file).statements);
      const changed = [...after!].filter(([cell, now]) => JSON.stringify(before!.get(cell)) !== JSON.stringify(now));
      assert.deepEqual(
        changed.map(([, { state }]) => state),
        ['Not Approved'],
      );
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });

  it(`ends with a line for ${MUTANTS} damaged ones, and never writes half of one`, async function () {
    this.timeout(600_000);
    const file = SMALL[0]!;
    const whole = exported(file.text, file);
    const folder = await CliFolder.with({ 'a.xml': file.text });
    const codes = new Map<number, number>();
    try {
      await forSeeds(62443, MUTANTS, async ({ random, count }) => {
        for (let mutant = 0; mutant < count; mutant++) {
          await writeFile(join(folder.path, 'm.xlsx'), damaged(whole, random));
          const { code, out, err } = await folder.vpc(['apply', 'a.xml', 'm.xlsx', '--dry-run', '--partial']);
          assert.doesNotMatch(err, /internal error|\n +at /, err);
          assert.ok([0, 1, 2, 3].includes(code));
          if (code >= 2) assert.equal(out, '');
          codes.set(code, (codes.get(code) ?? 0) + 1);
        }
      });
      assert.equal(await folder.read('a.xml'), file.text);
      assert.ok((codes.get(3) ?? 0) > MUTANTS / 4, JSON.stringify([...codes]));
      assert.ok((codes.get(0) ?? 0) > 0, JSON.stringify([...codes]));
    } finally {
      await folder.remove();
    }
  });
});

/** Changes some cells and applies them. @returns how many statements have changed */
async function oneSeries(file: HeldFile, random: Draw['random']): Promise<number> {
  const { states } = file.vocabulary.profile;
  const before = readStatements(file.text, file);
  const wanted = new Map<string, string>();
  const bytes = await rewritten(exported(file.text, file), ({ Matrix: rows }) => {
    const heads = rows!.slice(2, 6);
    for (let changes = 1 + random(6); changes > 0; changes--) {
      const row = pick(random, rows!.slice(FIRST_ROW));
      const column = FIRST_COLUMN + random(heads[1]!.length - FIRST_COLUMN);
      const key = keyOf(row, heads, column);
      // Of several statements about one cell, the writer can refuse a change; other tests are about that.
      const held = statementOf(before.statements, key);
      if (before.repeated.some((cell) => same(cell) === same(key)) || held === undefined) continue;
      const { value } = pick(random, states);
      if (held.state === value || wanted.has(same(key))) continue;
      row[column] = pick(random, [value, value.toUpperCase(), ` ${value.toLowerCase()} `]);
      wanted.set(same(key), value);
    }
  });
  const result = applied(file.text, bytes, file);
  assert.deepEqual(result.problems, [], file.title);
  const after = readStatements(result.text, file);
  for (const [cell, now] of after.statements) {
    const was = before.statements.get(cell)!;
    const state = wanted.get(same(cell));
    if (state === undefined) assert.deepEqual(now, was, cell);
    else {
      assert.equal(now.state, state, cell);
      assert.deepEqual(
        [now.restrictions, now.comments, now.reboot],
        [was.restrictions, was.comments, was.reboot],
        cell,
      );
    }
  }
  assert.equal(after.statements.size, before.statements.size);
  assert.equal(after.outside, before.outside);
  return wanted.size;
}

function keyOf(row: readonly Value[], heads: readonly (readonly Value[])[], column: number): string {
  const [, product, version, platform] = heads.map((head) => String(head[column] ?? ''));
  return [row[0], row[1], product, version, platform].map((part) => String(part ?? '')).join('|');
}

/** Names in one spelling. */
function same(key: string): string {
  return key.toLowerCase();
}

function statementOf(statements: ReadonlyMap<string, ReadStatement>, key: string): ReadStatement | undefined {
  return [...statements].find(([cell]) => same(cell) === same(key))?.[1];
}

/** A value as LibreOffice shows it in CSV. */
function shown(value: Value): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');
}

/** Bytes of a workbook that are damaged in the archive, or in one of its parts. */
function damaged(bytes: Uint8Array, random: Draw['random']): Uint8Array {
  if (random(3) === 0) return mutated(bytes, random);
  const parts = partsOf(bytes);
  const name = pick(random, Object.keys(parts));
  parts[name] = Buffer.from(mutated(Buffer.from(parts[name]!), random)).toString('utf8');
  return archive(parts);
}

function program(name: string): string | null {
  const found = (process.env.PATH ?? '').split(delimiter).some((path) => existsSync(join(path, name)));
  return found ? name : null;
}
