/**
 * Measures the matrix model in a process of its own (`--expose-gc`): of a given file, or of a number of patches and products
 * with a share of the cells filled. Prints {@link MatrixFigures} as JSON.
 */
import { readFileSync } from 'node:fs';
import { MatrixEncoder, type MatrixVersion } from '../../server/src/lsp/matrix/matrixEncoder';
import { productName } from '../../server/src/matrix/columns';
import type { PatchDigest, Statement } from '../../server/src/matrix/digest';
import { buildMatrix, type Matrix } from '../../server/src/matrix/matrix';
import { sourceOf, type MatrixSource } from '../../server/src/matrix/sources';
import { publicationOf } from '../../server/src/domain/model';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { VOCABULARY } from '../bench';
import { runToCompletion } from '../../server/src/xml/task';

export interface MatrixFigures {
  readonly patches: number;
  readonly columns: number;
  readonly filled: number;
  /** Time from parsed documents, or from what was read of them, to the model. */
  readonly firstMs: number;
  /** Time from the model to the texts of all messages. */
  readonly snapshotMs: number;
  readonly snapshotBytes: number;
  /** Time from an edited document to the text of the message about it. */
  readonly editMs: readonly number[];
  readonly deltaBytes: readonly number[];
  /** Memory of the model and its messages, without the documents. */
  readonly heapBytes: number;
}

/** A matrix and its versions after each edit. */
interface Edited {
  readonly sources: () => readonly MatrixSource[];
  /** Makes an edit. @returns the function that reads the document again, which is part of the measured time */
  readonly edit: (round: number) => () => readonly MatrixSource[];
}

const EDITS = 60;
const mine: ReadonlySet<string> = new Set();

function measured({ sources, edit }: Edited): MatrixFigures {
  const before = heap();
  let matrix: Matrix | null = null;
  const make = (read: readonly MatrixSource[]): MatrixVersion => {
    matrix = runToCompletion(buildMatrix(VOCABULARY, read, { previous: matrix }));
    return {
      matrix,
      sources: matrix.sources.map((source) => ({ uri: source.name, ...source })),
      compared: [],
      mine,
      notes: [],
    };
  };
  const wire = new MatrixEncoder();
  const [firstMs, first] = timed(() => make(sources()));
  const [snapshotMs, messages] = timed(() => {
    const texts = [JSON.stringify(runToCompletion(wire.snapshot(first)))];
    while (wire.isPartial) texts.push(JSON.stringify(runToCompletion(wire.delta(first))));
    return texts;
  });
  const snapshotBytes = messages.reduce((sum, { length }) => sum + length, 0);
  const heapBytes = heap() - before;
  const rounds = Array.from({ length: EDITS }, (_, round) => {
    const read = edit(round);
    const [ms, text] = timed(() => {
      const after = make(read());
      return JSON.stringify(runToCompletion(wire.delta(after)));
    });
    return { ms, bytes: text.length };
  });
  const { rows, columns } = first.matrix;
  return {
    ...{ patches: rows.size, columns: columns.length, firstMs, snapshotMs, snapshotBytes, heapBytes },
    filled: [...rows.values()].reduce((sum, row) => sum + row.cells.length, 0),
    // The first runs are for the engine to compile the code.
    editMs: rounds.slice(10).map(({ ms }) => ms),
    deltaBytes: rounds.slice(10).map(({ bytes }) => bytes),
  };
}

function ofFile(path: string): MatrixFigures {
  const text = readFileSync(path, 'utf8');
  const words = VOCABULARY.profile.states.map(({ value }) => value);
  let tree = parse(text);
  const read = (): MatrixSource[] => [sourceOf(publicationOf(tree, VOCABULARY), path)];
  const places = [...text.matchAll(/>Approved</g)].map(({ index }) => index + 1);
  let moved = 0;
  return measured({
    sources: read,
    edit(round) {
      // In document order, so that each place is known.
      const start = places[Math.floor(((round + 1) * places.length) / (EDITS + 2))]! + moved;
      const word = words[round % words.length]!;
      tree = reparse(tree, { start, end: start + 'Approved'.length, text: word });
      moved += word.length - 'Approved'.length;
      return read;
    },
  });
}

/** @param share percentage of the cells that are not empty, a whole number */
function ofSize(patches: number, columns: number, share: number): MatrixFigures {
  const suppliers = 20;
  const all = Array.from({ length: columns }, (_, index) =>
    productName(VOCABULARY, `Product ${index >> 2}`, `${index % 4}.0`, 'Windows Server 2022 21H2'),
  );
  const digest = (source: number, row: number, shift: number): PatchDigest => {
    const own = all.filter((_, index) => index % suppliers === source && (index * 31 + row * 17) % 100 < share);
    const known = new Map<string, Statement>();
    const statements = own.map((_, index): Statement => {
      const state = VOCABULARY.profile.states[(index + row + shift) % 6]!;
      const date = new Date(Date.UTC(2026, 0, 1 + ((row + (index >> 3)) % 250))).toISOString();
      const restart = index % 3 === 0 ? true : null;
      const key = `${state.id} ${date} ${restart}`;
      const more = { restrictions: [], comments: [], url: '' };
      const statement = known.get(key) ?? { word: state.value, known: state, date, restart, ...more };
      known.set(key, statement);
      return statement;
    });
    const released = new Date(Date.UTC(2026, 0, 1 + (row % 250))).toISOString();
    const fields = { id: `KB${5_000_000 + row}`, title: `Cumulative update ${row}`, type: 'Security' };
    return {
      ...fields,
      severity: 'Important',
      released,
      targets: ['Windows'],
      supersedes: [],
      supersededBy: [],
      prerequisites: [],
      vulnerabilities: [],
      restart: null,
      products: own,
      statements,
      repeats: false,
      unread: 0,
    };
  };
  const sources = Array.from({ length: suppliers }, (_, source): MatrixSource => ({
    source: {
      name: `${source}.xml`,
      path: `${source}.xml`,
      supplier: `Supplier ${source}`,
      published: '2026-03-04T00:00:00Z',
      version: '1',
      documentId: '',
      isOwner: false,
      isValid: true,
    },
    vendors: [{ vendor: 'Microsoft', patches: Array.from({ length: patches }, (_, row) => digest(source, row, 0)) }],
  }));
  return measured({
    sources: () => sources,
    edit(round) {
      const row = (round * 83) % patches;
      const { source, vendors } = sources[round % suppliers]!;
      const changed = [...vendors[0]!.patches];
      changed[row] = digest(round % suppliers, row, round + 1);
      sources[round % suppliers] = { source, vendors: [{ vendor: 'Microsoft', patches: changed }] };
      return () => sources;
    },
  });
}

function timed<T>(work: () => T): [ms: number, result: T] {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

function heap(): number {
  globalThis.gc!();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

const [first, ...more] = process.argv.slice(2);
const figures = more.length === 0 ? ofFile(first!) : ofSize(Number(first), Number(more[0]), Number(more[1]));
process.stdout.write(`${JSON.stringify(figures)}\n`);
