import type { GovernedDocument, XmlTree } from '../language/types';
import { formatOptionsOf, type FormatChoices } from '../workspace/configuration/formatOptions';
import { allDiagnosticsOf, type Diagnostic } from '../workspace/diagnostic';
import { parse as parseText } from '../xml/parser';
import { english } from '../xml/problem';
import { runToCompletion } from '../xml/task';
import { edited } from './edits';
import { opened, service, type DocumentOptions, type LintOptions } from './governed';

/**
 * Parses XML. Never fails: any text gives a tree, and {@link lint} says what is wrong with it.
 * @example parse('<a>\n</a>').positionAt(4) // { line: 1, character: 0 }
 */
export function parse(text: string): XmlTree {
  return parseText(text);
}

/**
 * All problems of a document, sorted by place: XML, schema and rules, as `vpc lint` reports them.
 * @example lint('<a>')[0] // { code: 'xml/missing-end-tag', source: 'xml', severity: 'error', message: …, range: … }
 */
export function lint(text: string, options: LintOptions = {}): Diagnostic[] {
  const document = opened(text, options);
  return diagnosticsOf(runToCompletion(service.diagnostics(document)), document);
}

/** What {@link fix} did. */
export interface FixResult {
  /** The text after the fixes; the given text where nothing could be fixed. */
  readonly text: string;
  /** How many problems are gone. */
  readonly fixed: number;
  /** The problems that are left, with positions in the new text. */
  readonly diagnostics: Diagnostic[];
}

/**
 * Applies all fixes that need no decision, as `vpc lint --fix` does.
 * @example fix('<a>x & y</a>').text // '<a>x &amp; y</a>'
 */
export function fix(text: string, options: LintOptions = {}): FixResult {
  const { edits, document, fixed, remaining } = runToCompletion(service.fixAll(opened(text, options)));
  return { text: edited(text, edits), fixed: fixed.length, diagnostics: diagnosticsOf(remaining, document) };
}

/**
 * Lays a document out, as `vpc format` does: whitespace changes, values do not. What is not well-formed keeps its layout.
 * @example format('<a><b/></a>', { tabSize: 4 }) // '<a>\n    <b/>\n</a>'
 */
export function format(text: string, options: DocumentOptions & Partial<FormatChoices> = {}): string {
  const { fileName, schema, vocabulary, ...layout } = options;
  const document = opened(text, { fileName, schema, vocabulary });
  return edited(text, runToCompletion(service.format(document, formatOptionsOf(layout))));
}

function diagnosticsOf(problems: Parameters<typeof allDiagnosticsOf>[0], { tree }: GovernedDocument): Diagnostic[] {
  return allDiagnosticsOf(problems, tree, english);
}
