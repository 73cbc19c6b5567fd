/** The matrix: the model, the messages to the page, and the page in a browser. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/lib/shell.mjs';
import { lay, VOCABULARY, type Bench } from '../bench';
import { validFile } from '../generator/file';
import type { MatrixFigures } from '../inside/matrix';
import { mebibytes, number, table, times } from '../lib/markdown';
import { measureMatrixPage, type FrameTimes } from '../lib/matrixPage';
import { cellTimes } from '../lsp/cells';
import type { CellTimes } from '../lsp/session';
import { sizeOf } from '../options';

const FILE_BYTES = 10_000_000;
/** Patches, products, and the percentage of cells that are not empty. */
const SIZES = [
  [5_000, 500, 10],
  [5_000, 500, 100],
] as const;

/** Files in which cells are written. */
const WRITTEN = ['150KB', '1MB', '10MB'];
const VIEWS = ['text', 'matrix', 'problems'] as const satisfies readonly (keyof CellTimes)[];

/** Measures our matrix; no other program has one. @returns the part of the document */
export async function matrix(bench: Bench): Promise<string[]> {
  const { folder, say } = bench;
  say('matrix: the model');
  const file = modelFigures([lay(validFile(FILE_BYTES, VOCABULARY), folder)]);
  const sizes = SIZES.map((size) => [size, modelFigures(size.map(String))] as const);
  say('matrix: cells that are written');
  const written = [];
  for (const name of WRITTEN) written.push([name, await cellTimes(sizeOf(name), bench)] as const);
  say('matrix: the page in a browser');
  const page = await measureMatrixPage();
  return [
    '## The matrix',
    '',
    'The model, in a process of its own: from the parsed file (or what was read of the files of 20 suppliers) to the model, from the model',
    'to the texts of the messages with all of it (of a million letters each), and from an edited file to the text of the message that tells',
    'of the edit. In milliseconds, median / p95. Memory is what model and messages need besides the files, in MiB.',
    '',
    ...table(
      ['', 'cells filled', 'model', 'messages', 'their size, KiB', 'per edit', 'its size, bytes', 'memory, MiB'],
      [
        row(`a file of 10 MB: ${file.patches} patches, ${file.columns} products`, file),
        ...sizes.map(([[patches, columns, share], figures]) =>
          row(`${patches} patches, ${columns} products, ${share} % filled`, figures),
        ),
      ],
    ),
    '',
    'A cell that is written in the open matrix, over stdio: from the action to the edited text, to the change of the matrix and to the',
    'problems of the new text, at the client. Each time another cell. In milliseconds, median / p95.',
    '',
    ...table(
      ['file', 'text', 'matrix', 'problems'],
      written.map(([name, cells]) => [name, ...VIEWS.map((view) => times(cells.map((cell) => cell[view])))]),
    ),
    '',
    `The page with ${page.rows} patches and ${page.columns} products in ${page.browser}, at 1400 by 900; frames in milliseconds, median / p95.`,
    '',
    ...table(
      ['first cells, ms', 'frames, down', 'frames, across', 'elements in the grid', 'memory, MB'],
      [
        [
          number(page.firstPaintMs),
          frames(page.frameMsVertical),
          frames(page.frameMsHorizontal),
          String(page.domNodes),
          number(page.heapMb),
        ],
      ],
    ),
    '',
  ];
}

function modelFigures(args: readonly string[]): MatrixFigures {
  const program = join(__dirname, '..', 'inside', 'matrix.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', program, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The matrix could not be measured: ${stderr}`);
  return JSON.parse(stdout) as MatrixFigures;
}

function row(name: string, figures: MatrixFigures): string[] {
  const { filled, firstMs, snapshotMs, snapshotBytes, editMs, deltaBytes, heapBytes } = figures;
  return [
    name,
    filled.toLocaleString('en'),
    number(firstMs),
    number(snapshotMs),
    number(snapshotBytes / 1024),
    times(editMs),
    times(deltaBytes),
    mebibytes(heapBytes),
  ];
}

function frames({ median, p95 }: FrameTimes): string {
  return `${number(median)} / ${number(p95)}`;
}
