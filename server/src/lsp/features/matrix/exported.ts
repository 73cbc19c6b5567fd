import { ProgressType } from 'vscode-languageserver';
import { matrixCsv } from '../../../vpc/matrix/csv';
import { matrixHtml } from '../../../vpc/matrix/html';
import { matrixJson } from '../../../vpc/matrix/json';
import { matrixMarkdown } from '../../../vpc/matrix/markdown';
import { viewOf } from '../../../vpc/matrix/view';
import type { Matrices } from '../../matrix/matrices';
import type { MatrixExportParams, MatrixExportResult, MatrixFormat } from '../../protocol';
import { sliceEnds } from '../../paced';
import type { Session } from '../../session';

const ENDINGS: Readonly<Record<MatrixFormat, string>> = { html: 'html', csv: 'csv', json: 'json', markdown: 'md' };

const PART = new ProgressType<string>();
/** A part has about so many letters. */
const LETTERS = 1_000_000;

/** {@link MATRIX_EXPORT}: `null` where the matrix is not open, or it is not wanted any more. */
export async function exported(
  session: Session,
  matrices: Matrices,
  { id, format, rows, columns, separator, partialResultToken: token }: MatrixExportParams,
  isWanted: () => boolean,
): Promise<MatrixExportResult | null> {
  const matrix = matrices.get(id)?.matrix;
  if (matrix == null) return null;
  const view = viewOf(matrix, { rows, columns });
  const { localize: translate, language, connection } = session;
  const writers: Readonly<Record<MatrixFormat, () => Generator<string, void, undefined>>> = {
    html: () => matrixHtml(view, { translate, language }),
    csv: () => matrixCsv(view, { translate, separator }),
    json: () => matrixJson(view),
    markdown: () => matrixMarkdown(view, { translate }),
  };
  const send = token === undefined ? null : (part: string) => connection.sendProgress(PART, token, part);
  const text = await inParts(writers[format](), send, session, isWanted);
  if (text === null) return null;
  const [only, ...others] = matrix.sources;
  const name = only === undefined || others.length > 0 ? 'matrix' : only.name.replace(/(\.vpc)?\.xml$/i, '');
  return { text, fileName: `${name}.${ENDINGS[format]}` };
}

/**
 * Puts pieces together, a slice at a time.
 * @param send takes what is long enough for a message; `null`: all is wanted at once
 * @returns what was not sent; `null` where it is not wanted any more
 */
async function inParts(
  pieces: Iterable<string>,
  send: ((part: string) => Promise<void>) | null,
  { runtime }: Session,
  isWanted: () => boolean,
): Promise<string | null> {
  let part: string[] = [];
  let letters = 0;
  let isOver = sliceEnds();
  for (const piece of pieces) {
    part.push(piece);
    letters += piece.length;
    const isFull = send !== null && letters >= LETTERS;
    if (isFull) {
      await send(part.join(''));
      part = [];
      letters = 0;
    }
    if (!isFull && !isOver()) continue;
    await runtime.yieldTurn();
    if (!isWanted()) return null;
    isOver = sliceEnds();
  }
  return part.join('');
}
