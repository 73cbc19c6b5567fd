/** What a search could not tell of, as text. */
import { terminalMessage } from '../xml/escape';
import { displayPath } from './files';
import type { WalkNote } from './folders';
import type { Io } from './io';
import { localize } from './language';

/** Writes a note to standard error, in one line or with indented lines after the first one. */
export function note(text: string, { err }: Pick<Io, 'err'>): void {
  err.write(`vpc: ${terminalMessage(text)}\n`);
}

/** Whether the answer of a search is incomplete: then the exit code is 3. */
export function isIncomplete(notes: readonly WalkNote[]): boolean {
  return notes.some(({ kind }) => kind !== 'skipped');
}

/** How many notes of a kind are printed. */
const MAX_PRINTED = 10;

/** The notes as lines for standard error, without `vpc: `; of many alike, the first ones and their number. */
export function noteLines(notes: readonly WalkNote[], io: Pick<Io, 'cwd'>): string[] {
  return (['unreadable', 'limit', 'skipped'] as const).flatMap((kind) => {
    const alike = notes.filter((note) => note.kind === kind);
    const lines = alike.slice(0, MAX_PRINTED).map(({ path, message }) => `${displayPath(path, io) || '.'}: ${message}`);
    const more = alike.length - lines.length;
    const rest = kind === 'unreadable' ? '{0} more could not be read' : '{0} more are left out';
    return more > 0 ? [...lines, localize(rest, String(more))] : lines;
  });
}
