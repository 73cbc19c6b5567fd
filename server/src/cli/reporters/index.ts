import { jsonReporter } from './json';
import { prettyReporter } from './pretty';
import type { ReporterFactory } from './reporter';

/** The formats of `vpc lint --format`; a new one is a file beside these and a line here. */
export const reporters: Readonly<Record<string, ReporterFactory>> = {
  pretty: prettyReporter,
  json: jsonReporter,
};
