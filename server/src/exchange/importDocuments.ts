/** Imports release documents and advisories of any known format. */
import { readCsaf } from './csaf/readCsaf';
import { readCvrf } from './cvrf/readCvrf';
import type { ImportProblem } from './problem';
import {
  importReleases,
  type ImportedReleases,
  type ImportOptions,
  type ImportSummary,
} from './releases/importReleases';
import { noPatches } from './releases/releaseProblems';
import type { ReadRelease, Release } from './releases/release';

/** Formats of release documents. */
export const RELEASE_FORMATS = ['cvrf', 'csaf'] as const;
export type ReleaseFormat = (typeof RELEASE_FORMATS)[number];

/** A document to import. */
export interface ReleaseSource {
  /** Names it in problems, where there are several. */
  readonly name: string;
  /** Its bytes, or its text where it never was bytes. */
  readonly content: string | Uint8Array;
}

/** The result of an import. */
export interface ImportResult extends Omit<ImportedReleases, 'text'> {
  /** The file; `null` where a document could not be read, or there is no patch. */
  readonly text: string | null;
}

const NOTHING: ImportSummary = { title: '', patches: 0, vulnerabilities: 0, products: 0 };

/**
 * Imports documents into one new publication; see {@link importReleases}. Where one cannot be read, or none has a
 * patch, nothing is imported.
 * @param sources at least one
 * @param format left out: by the content of each
 */
export function importDocuments(
  sources: readonly ReleaseSource[],
  options: ImportOptions,
  format?: ReleaseFormat,
): ImportResult {
  const { releases, problems } = readReleases(sources, format);
  if (releases.length < sources.length) return { text: null, fileName: null, summary: NOTHING, problems };
  const made = importReleases(releases, options);
  const all = [...problems, ...made.problems];
  if (made.summary.patches > 0) return { ...made, problems: all };
  return { ...made, text: null, problems: [...all, noPatches('error')] };
}

/** Reads documents. @returns those that can be read, with the problems of all */
export function readReleases(
  sources: readonly ReleaseSource[],
  format?: ReleaseFormat,
): { releases: Release[]; problems: ImportProblem[] } {
  const releases: Release[] = [];
  const problems: ImportProblem[] = [];
  for (const { name, content } of sources) {
    const { release, problems: own } = READERS[format ?? formatOf(content)](content);
    if (release !== null) releases.push(release);
    problems.push(...own.map((problem) => ({ ...problem, name })));
  }
  return { releases, problems };
}

const READERS: Readonly<Record<ReleaseFormat, (source: string | Uint8Array) => ReadRelease>> = {
  cvrf: readCvrf,
  csaf: readCsaf,
};

/** How much of a document is searched for its first character, in UTF-16 units or bytes. */
const HEAD_LENGTH = 1000;

/** CSAF is JSON, and starts with a brace; CVRF is XML. */
function formatOf(content: string | Uint8Array): ReleaseFormat {
  const head =
    typeof content === 'string'
      ? content.slice(0, HEAD_LENGTH)
      : String.fromCharCode(...content.subarray(0, HEAD_LENGTH)).replace(/^\xef\xbb\xbf|\0/g, '');
  return /^[\s\uFEFF\xff\xfe]*\{/.test(head) ? 'csaf' : 'cvrf';
}
