import { matrixCsv } from '../../../vpc/matrix/csv';
import { matrixHtml } from '../../../vpc/matrix/html';
import { matrixJson } from '../../../vpc/matrix/json';
import { matrixMarkdown } from '../../../vpc/matrix/markdown';
import { viewOf } from '../../../vpc/matrix/view';
import type { Matrices } from '../../matrix/matrices';
import type { MatrixExportParams, MatrixExportResult, MatrixFormat } from '../../protocol';
import type { Session } from '../../session';

const ENDINGS: Readonly<Record<MatrixFormat, string>> = { html: 'html', csv: 'csv', json: 'json', markdown: 'md' };

/** {@link MATRIX_EXPORT}: `null` where the matrix is not open. */
export async function exported(
  session: Session,
  matrices: Matrices,
  { id, format, rows, columns, separator }: MatrixExportParams,
): Promise<MatrixExportResult | null> {
  const matrix = matrices.get(id)?.matrix;
  if (matrix == null) return null;
  const view = viewOf(matrix, { rows, columns });
  const { localize: translate, language } = session;
  const writers: Readonly<Record<MatrixFormat, () => string>> = {
    html: () => matrixHtml(view, { translate, language }),
    csv: () => matrixCsv(view, { translate, separator }),
    json: () => matrixJson(view),
    markdown: () => matrixMarkdown(view, { translate }),
  };
  const [only, ...others] = matrix.sources;
  const name = only === undefined || others.length > 0 ? 'matrix' : only.name.replace(/(\.vpc)?\.xml$/i, '');
  return Promise.resolve({ text: writers[format](), fileName: `${name}.${ENDINGS[format]}` });
}
