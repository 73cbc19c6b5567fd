/** The formats in which an edition is published beside its XML file. */
import type { View } from '../view';
import { matrixCsv } from './csv';
import { matrixHtml } from './html';
import { matrixMarkdown } from './markdown';
import { matrixXlsx } from './xlsx/xlsx';

/** A format: what it is called, and how the one edition of a view is written in it. */
export interface PublishedFormat {
  /** Without the dot. */
  readonly extension: string;
  /** As links call it. */
  readonly text: string;
  /** In pieces. Deterministic: without the time of writing. */
  readonly write: (view: View) => Iterable<string | Uint8Array>;
}

/** All formats, in the order in which links name them. `vpc publish` writes each; a new one is a line here. */
export const PUBLISHED_FORMATS: readonly PublishedFormat[] = [
  { extension: 'html', text: 'HTML', write: (view) => matrixHtml(view) },
  { extension: 'csv', text: 'CSV', write: (view) => matrixCsv(view) },
  { extension: 'xlsx', text: 'Excel', write: (view) => matrixXlsx(view) },
  { extension: 'md', text: 'Markdown', write: (view) => matrixMarkdown(view) },
];
