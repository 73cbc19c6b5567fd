/** What several formats make of texts and numbers. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Severity } from '../../xml/problem';
import type { Summary } from './reporter';

/** Text of a document without what would steer the terminal or begin a new line. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
}

/** `path:line:column`, both from 1, as terminals and editors make links of it. */
export function placeOf(path: string, { line, character }: { line: number; character: number }): string {
  return `${printable(path)}:${line + 1}:${character + 1}`;
}

/** What a run came to, in one line. */
export function summaryLine({ files, errors, warnings, infos, baseline }: Summary): string {
  const checked = `${counted(files, 'file')} checked`;
  const parts = [
    errors > 0 && counted(errors, 'error'),
    warnings > 0 && counted(warnings, 'warning'),
    infos > 0 && counted(infos, 'info'),
  ].filter((part) => part !== false);
  if (files === 0) return checked;
  const known =
    baseline !== undefined && baseline.known > 0 ? ` (${counted(baseline.known, 'known finding')} held back)` : '';
  return `${checked}${parts.length === 0 ? ', no problems' : `: ${parts.join(', ')}`}${known}`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Severities in the words of formats that know three. */
export const THREE_LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'info'>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  hint: 'info',
};

/**
 * A path as a service names it that counts from the root of a checkout; as it was where it is not below.
 * @param root the root of the checkout, absolute; `undefined` where nobody says
 */
export function pathFrom(root: string | undefined, path: string, cwd: string): string {
  if (root === undefined || !isAbsolute(root)) return path;
  const below = relative(root, resolve(cwd, path));
  return below === '' || below.startsWith('..') || isAbsolute(below) ? path : below.split(sep).join('/');
}
