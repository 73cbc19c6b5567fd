import { ProgressType } from 'vscode-languageserver';
import { matrixCsv } from '../../../matrix/export/csv';
import { matrixHtml } from '../../../matrix/export/html';
import { matrixJson } from '../../../matrix/export/json';
import { matrixMarkdown } from '../../../matrix/export/markdown';
import { viewOf } from '../../../matrix/view';
import type { Task } from '../../../xml/task';
import type { Matrices } from '../../matrix/matrices';
import type { MatrixExportParams, MatrixExportResult, MatrixFormat } from '../../protocol';
import type { Session } from '../../session';
import { runInSlices } from '../../timeSlicing';

const ENDINGS: Readonly<Record<MatrixFormat, string>> = { html: 'html', csv: 'csv', json: 'json', markdown: 'md' };

const PART = new ProgressType<string>();
/** Length of a part, in UTF-16 units: small enough that sending one holds the event loop only briefly. */
const PART_LENGTH = 1_000_000;

/** Answers {@link MATRIX_EXPORT}; `null` where the matrix is not open or the request was cancelled. */
export async function exported(
  session: Session,
  matrices: Matrices,
  { id, format, rows, columns, fields, separator, partialResultToken: token }: MatrixExportParams,
  isWanted: () => boolean,
): Promise<MatrixExportResult | null> {
  const subscription = matrices.get(id);
  const matrix = subscription?.matrix;
  if (subscription === undefined || matrix == null) return null;
  const { notes } = subscription;
  const view = viewOf(matrix, { rows, columns });
  const { localize: translate, language, connection } = session;
  const writers: Readonly<Record<MatrixFormat, () => Generator<string, void, undefined>>> = {
    html: () => matrixHtml(view, { translate, language, notes, fields }),
    csv: () => matrixCsv(view, { translate, separator, fields }),
    json: () => matrixJson(view, { notes }),
    markdown: () => matrixMarkdown(view, { translate, notes, fields }),
  };
  const send = token === undefined ? null : (part: string) => connection.sendProgress(PART, token, part);
  const text = await inParts(writers[format](), send, session, isWanted);
  if (text === null) return null;
  const [only, ...others] = matrix.sources;
  const name = only === undefined || others.length > 0 ? 'matrix' : only.name.replace(/(\.vpc)?\.xml$/i, '');
  return { text, fileName: `${name}.${ENDINGS[format]}` };
}

/**
 * Joins pieces to parts of about {@link PART_LENGTH}.
 * @param send receives each part but the last; `null`: everything is one part
 * @returns the last part; `null` where the request was cancelled
 */
async function inParts(
  pieces: Iterator<string, void>,
  send: ((part: string) => Promise<void>) | null,
  { runtime }: Session,
  isWanted: () => boolean,
): Promise<string | null> {
  for (;;) {
    const part = await runInSlices(runtime, nextPart(pieces, send === null ? Infinity : PART_LENGTH), isWanted);
    if (part === null) return null;
    const { text, isLast } = part.result;
    if (send === null || isLast) return text;
    await send(text);
  }
}

/** Joins the next pieces. @param length in UTF-16 units, of the part at least, unless it is the last one */
function* nextPart(
  pieces: Iterator<string, void>,
  length: number,
): Task<{ readonly text: string; readonly isLast: boolean }> {
  const part: string[] = [];
  for (let left = length; left > 0;) {
    const piece = pieces.next();
    if (piece.done === true) return { text: part.join(''), isLast: true };
    part.push(piece.value);
    left -= piece.value.length;
    yield;
  }
  return { text: part.join(''), isLast: false };
}
