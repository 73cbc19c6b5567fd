import { REFERENCE_VOCABULARY } from '../domain/referenceVocabulary';
import { readAssetList } from '../exchange/assets/assetList';
import { readInstalledList } from '../exchange/assets/installedList';
import { joined } from '../exchange/tables/xlsx/write/workbook';
import { PublicationLines } from '../matrix/lines';
import { buildMatrix } from '../matrix/matrix';
import { planCsv } from '../matrix/plan/export/csv';
import { planHtml } from '../matrix/plan/export/html/report';
import { planIds } from '../matrix/plan/export/ids';
import { planJson } from '../matrix/plan/export/json';
import { planMarkdown } from '../matrix/plan/export/markdown';
import type { ShownPlan } from '../matrix/plan/export/shown';
import { planXlsx } from '../matrix/plan/export/xlsx';
import { figuresOf } from '../matrix/plan/figures';
import { buildPlan } from '../matrix/plan/plan';
import type { TableColumns } from '../workspace/configuration/file';
import { english } from '../xml/problem';
import { runToCompletion } from '../xml/task';
import type { DocumentOptions } from './governed';
import { filesIn, type PublicationFile } from './publicationFiles';

/** What {@link plan} is made of besides the files. */
export interface PlanOptions extends Pick<DocumentOptions, 'vocabulary'> {
  /** The list of assets: the bytes of a CSV or XLSX file with the columns asset, zone, supplier, product, version, platform. */
  readonly assets: Uint8Array;
  /** The list of installed patches: asset, patch, date, vendor. */
  readonly installed?: Uint8Array;
  /** The heads of columns, where they have other names than the tools know. */
  readonly columns?: TableColumns;
  /** By severity: the days from the release of a patch within which it is to be installed. */
  readonly timeframes?: Readonly<Record<string, number>>;
  /** Default: `json`. */
  readonly format?: 'json' | 'csv' | 'html' | 'markdown' | 'ids';
  /** The present in milliseconds since 1970; default: the system's time. */
  readonly now?: number;
}

/** What is wrong with a list of {@link plan}. `at` is the place of a cell. */
export interface PlanProblem {
  readonly severity: string;
  readonly at: string;
  readonly message: string;
}

/** What {@link plan} made. */
export interface MadePlan {
  /** In the format that was asked for; `null` where a list has an error. */
  readonly text: string | null;
  /** Of the lists. */
  readonly problems: readonly PlanProblem[];
}

/**
 * Which patches to install on which assets, as `vpc plan` decides it.
 * @example JSON.parse(plan([{ name: 'a.xml', text }], { assets }).text).decisions[0].decision // 'install'
 */
export function plan(files: readonly PublicationFile[], options: PlanOptions): MadePlan {
  const { shown, problems } = builtPlan(files, options);
  const writers = { json: planJson, csv: planCsv, html: planHtml, markdown: planMarkdown, ids: planIds };
  const write: (shown: ShownPlan) => Iterable<string> = writers[options.format ?? 'json'];
  return { text: shown && [...write(shown)].join(''), problems };
}

/** The plan as an Excel workbook (XLSX), as `vpc plan --format xlsx` writes it; `null` where a list has an error. */
export function planWorkbook(
  files: readonly PublicationFile[],
  options: Omit<PlanOptions, 'format'>,
): { readonly bytes: Uint8Array | null; readonly problems: readonly PlanProblem[] } {
  const { shown, problems } = builtPlan(files, options);
  return { bytes: shown && joined([...planXlsx(shown)]), problems };
}

function builtPlan(
  files: readonly PublicationFile[],
  options: Omit<PlanOptions, 'format'>,
): { readonly shown: ShownPlan | null; readonly problems: readonly PlanProblem[] } {
  const { vocabulary = REFERENCE_VOCABULARY, columns, timeframes, now = Date.now() } = options;
  const { assets, problems } = readAssetList(options.assets, columns);
  const list = options.installed === undefined ? null : readInstalledList(options.installed, columns);
  const all = [...problems, ...(list?.problems ?? [])];
  const told = all.map(({ severity, at, message, args }) => ({ severity, at, message: english(message, ...args) }));
  if (all.some(({ severity }) => severity === 'error')) return { shown: null, problems: told };
  const lines = new Map<string, PublicationLines>();
  const { given, notes } = filesIn(files, vocabulary, ({ source }, publication, tree) =>
    lines.set(source.path, new PublicationLines(publication, tree)),
  );
  const installed = list?.installed ?? [];
  const matrix = runToCompletion(buildMatrix(vocabulary, given));
  const plan = runToCompletion(buildPlan(matrix, { assets, installed, notes, now, ...(timeframes && { timeframes }) }));
  const shown: ShownPlan = {
    ...{ plan, figures: figuresOf(plan), since: null, translate: english },
    lineOf: ({ path, patch, statement }) => (patch === null ? 1 : (lines.get(path)?.lineOf(patch, statement) ?? 1)),
  };
  return { shown, problems: told };
}
