import { ProgressType } from 'vscode-languageserver';
import { matrixCsv } from '../../../matrix/export/csv';
import { matrixHtml } from '../../../matrix/export/html';
import { matrixJson } from '../../../matrix/export/json';
import { matrixMarkdown } from '../../../matrix/export/markdown';
import { matrixXlsx } from '../../../matrix/export/xlsx/xlsx';
import { noteText, type Note } from '../../../matrix/notes';
import { viewOf } from '../../../matrix/view';
import type { Task } from '../../../xml/task';
import { joined } from '../../../exchange/tables/xlsx/write/workbook';
import { base64Of } from '../../protocol/base64';
import type { MatrixSubscription } from '../../matrix/matrixSubscription';
import type { MatrixExportParams, MatrixExportResult, MatrixFormat } from '../../protocol';
import type { Session } from '../../session';
import { runInSlices } from '../../timeSlicing';

/** The extension of each format. */
export const ENDINGS: Readonly<Record<MatrixFormat, string>> = {
  html: 'html',
  csv: 'csv',
  json: 'json',
  markdown: 'md',
  xlsx: 'xlsx',
};

const PART = new ProgressType<string>();
/** Length of a part, in UTF-16 units: small enough that sending one holds the event loop only briefly. */
const PART_LENGTH = 1_000_000;

/**
 * Answers {@link MATRIX_EXPORT}.
 * @param subscription `undefined`: the matrix is not open
 * @returns `null` where the matrix is not open or the request was cancelled
 */
export async function exported(
  session: Session,
  subscription: MatrixSubscription | undefined,
  { format, rows, columns, fields, separator, partialResultToken: token }: Omit<MatrixExportParams, 'id'>,
  isWanted: () => boolean,
): Promise<MatrixExportResult | null> {
  const matrix = subscription?.matrix;
  if (subscription === undefined || matrix == null) return null;
  const { notes } = subscription;
  const view = viewOf(matrix, { rows, columns });
  const { localize: translate, language, connection } = session;
  let lost: readonly Note[] = [];
  const writers: Readonly<Record<MatrixFormat, () => Generator<string, void, undefined>>> = {
    html: () => matrixHtml(view, { translate, language, notes, fields }),
    csv: () => matrixCsv(view, { translate, separator, fields }),
    json: () => matrixJson(view, { notes }),
    markdown: () => matrixMarkdown(view, { translate, notes, fields }),
    xlsx: () => inBase64(matrixXlsx(view, { translate, notes, fields }), (left) => (lost = left)),
  };
  const send = token === undefined ? null : (part: string) => connection.sendProgress(PART, token, part);
  const text = await inParts(writers[format](), send, session, isWanted);
  if (text === null) return null;
  const [only, ...others] = matrix.sources;
  const name = only === undefined || others.length > 0 ? 'matrix' : only.name.replace(/(\.vpc)?\.xml$/i, '');
  return {
    text,
    fileName: `${name}.${ENDINGS[format]}`,
    ...(lost.length > 0 && { notes: lost.map((note) => noteText(note, translate)) }),
  };
}

/**
 * Bytes as base64, in pieces that can be decoded one by one.
 * @param ended receives what the bytes return at their end
 */
function* inBase64<T>(
  pieces: Generator<Uint8Array, T>,
  ended: (result: T) => void,
): Generator<string, void, undefined> {
  let rest = new Uint8Array();
  for (;;) {
    const next = pieces.next();
    if (next.done === true) {
      ended(next.value);
      return yield base64Of(rest);
    }
    const bytes = joined([rest, next.value]);
    // Three bytes are four characters: others would need padding, which is allowed at the end alone.
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.slice(whole);
    yield base64Of(bytes.subarray(0, whole));
  }
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
