/** The writers of a plan, by format. */
import { planCsv } from './csv';
import type { PlanFormat } from './formats';
import { planIds } from './ids';
import { planJson } from './json';
import { planMarkdown } from './markdown';
import type { ShownPlan } from './shown';

/** Writes a plan in pieces: texts, or the bytes of a format that is no text. */
export type PlanWriter = (
  shown: ShownPlan,
  options?: { readonly separator?: ',' | ';' | '\t' | undefined },
) => Generator<string | Uint8Array, unknown, undefined>;

export const PLAN_WRITERS: Readonly<Record<PlanFormat, PlanWriter>> = {
  markdown: (shown) => planMarkdown(shown),
  csv: (shown, { separator } = {}) => planCsv(shown, separator),
  json: (shown) => planJson(shown),
  ids: (shown) => planIds(shown),
};
