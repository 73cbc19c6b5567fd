/** Texts and numbers, as several formats write them. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { escapeAttribute, escapeText, terminalLine } from '../../xml/escape';
import type { Severity } from '../../xml/problem';
import type { Unreadable } from '../input';
import type { Summary } from './reporter';
import { localize } from '../language';

/** A text as one line of a terminal or log: {@link terminalLine}. */
export { terminalLine as printable };

/** Text as the content of an element of a report, in one line: what XML does not allow shows its code point. */
export function reportText(text: string): string {
  return escapeText(terminalLine(text));
}

/** Text as an attribute of a report: {@link reportText}. */
export function reportAttribute(text: string): string {
  return escapeAttribute(terminalLine(text));
}

/** `path:line:column`, both from 1; terminals and editors turn it into a link. */
export function placeOf(path: string, { line, character }: { line: number; character: number }): string {
  return `${terminalLine(path)}:${line + 1}:${character + 1}`;
}

/** The summary of a run in one line. */
export function summaryLine({ files, errors, warnings, infos, unreadable, unwritten = 0, baseline }: Summary): string {
  const checked = counted(files, '{0} file checked', '{0} files checked');
  const notRead = [
    ...(unreadable > 0 ? [counted(unreadable, '{0} file could not be read', '{0} files could not be read')] : []),
    ...(unwritten > 0 ? [counted(unwritten, '{0} file could not be written', '{0} files could not be written')] : []),
  ];
  if (files === 0) return [checked, ...notRead].join('; ');
  const found = [
    errors > 0 && counted(errors, '{0} error', '{0} errors'),
    warnings > 0 && counted(warnings, '{0} warning', '{0} warnings'),
    infos > 0 && counted(infos, '{0} info', '{0} infos'),
  ].filter((part) => part !== false);
  const result = found.length === 0 ? localize('{0}, no problems', checked) : `${checked}: ${found.join(', ')}`;
  const known =
    baseline !== undefined && baseline.known > 0
      ? ` (${counted(baseline.known, '{0} problem in the baseline', '{0} problems in the baseline')})`
      : '';
  return [result + known, ...notRead].join('; ');
}

/** The code for a file that could not be read, in formats where each entry has a code. */
export const UNREADABLE = 'unreadable';

/** The message for such a file, in formats that have a separate field for the path. */
export function unreadableMessage({ reason, isStopped }: Unreadable): string {
  if (isStopped) return reason;
  return localize('cannot read the file: {0}', reason);
}

/** `1 file`, `2 files`: a template for one, and one for any other number. */
export function counted(count: number, one: string, more: string): string {
  return localize(count === 1 ? one : more, String(count));
}

/** A severity as a word, in formats for readers. */
export function severityName(severity: Severity): string {
  return localize(severity);
}

/** Severities in formats that have three. */
export const THREE_LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'info'>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  hint: 'info',
};

/**
 * A path relative to the root of a checkout, with forward slashes; unchanged if it is not below the root.
 * @param root the root of the checkout, absolute; `undefined` if it is not known
 */
export function pathFrom(root: string | undefined, path: string, cwd: string): string {
  if (root === undefined || !isAbsolute(root)) return path;
  const below = relative(root, resolve(cwd, path));
  return below === '' || below.startsWith('..') || isAbsolute(below) ? path : below.split(sep).join('/');
}
