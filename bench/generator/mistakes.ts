/** Files with seeded mistakes at known places. */
import type { Vocabulary } from '../../server/src/domain/vocabulary';
import { randomFrom } from '../../test/support/random';
import { validFile, type GeneratedFile } from './file';
import { PatchText, type Slip } from './slips';

const SEED = 2026;

/** UTF-16 offsets, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A mistake in a file, and the ranges that are right for a report. */
export interface SeededMistake {
  readonly what: string;
  readonly places: readonly Span[];
  /** The patch with the mistake. */
  readonly within: Span;
}

export interface MistakenFile extends GeneratedFile {
  /** Sorted by position. */
  readonly mistakes: readonly SeededMistake[];
}

/**
 * A file that is valid except for one mistake of each kind. Each is in a patch of its own, and between two of them is at least
 * one patch without a mistake. The same arguments give the same file.
 */
export function fileWith(
  slips: Readonly<Record<string, Slip>>,
  vocabulary: Vocabulary,
  schema: string | null = null,
): MistakenFile {
  const kinds = shuffled(Object.entries(slips), randomFrom(SEED));
  const { name, text } = validFile(10_000 * (kinds.length + 1), vocabulary, schema);
  const element = vocabulary.nameOf('patch-vendor', 'patch')!;
  const patches = [...text.matchAll(new RegExp(`<${element}>[^]*?</${element}>`, 'g'))];
  const every = Math.floor(patches.length / kinds.length);
  if (every < 2) throw new Error(`${patches.length} patches are too few for ${kinds.length} mistakes`);

  let written = '';
  let copied = 0;
  const mistakes = kinds.map(([what, slip], index): SeededMistake => {
    const { 0: patch, index: at } = patches[index * every + 1]!;
    written += text.slice(copied, at);
    copied = at + patch.length;
    const { plain, places } = unmarked(slip(new PatchText(patch, vocabulary)));
    const start = written.length;
    if (places.length === 0) throw new Error(`"${what}" marks no place`);
    written += plain;
    return {
      what,
      places: places.map((place) => ({ start: start + place.start, end: start + place.end })),
      within: { start, end: written.length },
    };
  });
  return { name, text: written + text.slice(copied), mistakes };
}

function unmarked(marked: string): { plain: string; places: Span[] } {
  let plain = '';
  const places: Span[] = [];
  let start = 0;
  for (const part of marked.split(/([⟦⟧])/)) {
    if (part === '⟦') start = plain.length;
    else if (part === '⟧') places.push({ start, end: plain.length });
    else plain += part;
  }
  return { plain, places };
}

function shuffled<T>(items: readonly T[], pick: (limit: number) => number): T[] {
  const left = [...items];
  return items.map(() => left.splice(pick(left.length), 1)[0]!);
}
