import type { ReporterFactory } from './reporter';

/** The formats of `vpc lint --format`, loaded on demand. A new one is a file and a line here: `npm run new -- reporter NAME`. */
export const reporters = {
  pretty: async () => (await import('./pretty')).prettyReporter,
  compact: async () => (await import('./compact')).compactReporter,
  json: async () => (await import('./json')).jsonReporter,
  jsonl: async () => (await import('./json')).jsonLinesReporter,
  sarif: async () => (await import('./sarif')).sarifReporter,
  github: async () => (await import('./github')).githubReporter,
  gitlab: async () => (await import('./gitlab')).gitlabReporter,
  junit: async () => (await import('./junit')).junitReporter,
  checkstyle: async () => (await import('./checkstyle')).checkstyleReporter,
  markdown: async () => (await import('./markdown')).markdownReporter,
} as const satisfies Readonly<Record<string, () => Promise<ReporterFactory>>>;

/** A name of a format. */
export type Format = keyof typeof reporters;
