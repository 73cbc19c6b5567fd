/** The writers of a plan, by format. */
import type { Note } from '../../notes';
import { planCsv } from './csv';
import type { PlanFormat } from './formats';
import { planHtml } from './html/report';
import { planIds } from './ids';
import { planJson } from './json';
import { planMarkdown } from './markdown';
import type { ShownPlan } from './shown';
import { planXlsx } from './xlsx';

/** Writes a plan in pieces: texts, or the bytes of a format that is no text; at the end, notes on what the format has no room for. */
export type PlanWriter = (
  shown: ShownPlan,
  options?: { readonly separator?: ',' | ';' | '\t' | undefined; readonly language?: string },
) => Generator<string | Uint8Array, readonly Note[] | void, undefined>;

export const PLAN_WRITERS: Readonly<Record<PlanFormat, PlanWriter>> = {
  html: (shown, { language } = {}) => planHtml(shown, language),
  xlsx: (shown) => planXlsx(shown),
  markdown: (shown) => planMarkdown(shown),
  csv: (shown, { separator } = {}) => planCsv(shown, separator),
  json: (shown) => planJson(shown),
  ids: (shown) => planIds(shown),
};
