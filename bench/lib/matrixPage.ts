/** Measures the matrix page in a real browser. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/lib/shell.mjs';

/** Milliseconds between two frames. */
export interface FrameTimes {
  readonly median: number;
  readonly p95: number;
}

export interface MatrixPageFigures {
  readonly rows: number;
  readonly columns: number;
  readonly browser: string;
  /** Time from the message with the data to the first frame with cells. */
  readonly firstPaintMs: number;
  readonly frameMsHorizontal: FrameTimes;
  readonly frameMsVertical: FrameTimes;
  /** Elements in the grid. */
  readonly domNodes: number;
  /** Memory of JavaScript objects, arrays and elements after a garbage collection. */
  readonly heapMb: number;
  /** Size of the data as JSON. */
  readonly messageBytes: number;
}

/** Measures the page with a matrix of this size, in a process of its own: code of the page has other global types. */
export async function measureMatrixPage(rows = 5_000, columns = 500): Promise<MatrixPageFigures> {
  const script = join(root, 'test/browser/support/measure.ts');
  const args = ['--import', 'tsx', script, String(rows), String(columns)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as MatrixPageFigures;
}
