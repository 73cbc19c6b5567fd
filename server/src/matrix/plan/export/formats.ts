/** The formats of a plan: what the command line, the editor and their documentation offer. */

/** `ids` is the list of the patches to install, by zone. */
export const PLAN_FORMATS = ['html', 'xlsx', 'markdown', 'csv', 'json', 'ids'] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];

/** How files of a format are called. */
export interface PlanFileType {
  /** The same in all languages, or a template for a translation. */
  readonly name: string;
  /** The extensions of its files, the usual one first. */
  readonly endings: readonly [string, ...string[]];
}

export const PLAN_FILE_TYPES: Readonly<Record<PlanFormat, PlanFileType>> = {
  html: { name: 'HTML', endings: ['.html'] },
  xlsx: { name: 'Excel', endings: ['.xlsx'] },
  markdown: { name: 'Markdown', endings: ['.md', '.markdown'] },
  csv: { name: 'CSV', endings: ['.csv'] },
  json: { name: 'JSON', endings: ['.json'] },
  ids: { name: 'Patch identifiers', endings: ['.txt'] },
};
