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
  const file = validFile(10_000 * (kinds.length + 1), vocabulary, schema);
  const patches = patchesOf(file, vocabulary);
  const every = Math.floor(patches.length / kinds.length);
  if (every < 2) throw new Error(`${patches.length} patches are too few for ${kinds.length} mistakes`);
  return withSlips(
    file,
    vocabulary,
    kinds.map((kind, index) => [patches[index * every + 1]!, kind]),
  );
}

/**
 * A file of about `bytes` bytes with a mistake in each of a share of the patches, evenly spread, the kinds in turn. The same
 * arguments give the same file.
 * @param share greater than 0, at most 1
 */
export function fileWithShare(
  share: number,
  bytes: number,
  slips: Readonly<Record<string, Slip>>,
  vocabulary: Vocabulary,
  schema: string | null = null,
): MistakenFile {
  const kinds = Object.entries(slips);
  const file = validFile(bytes, vocabulary, schema);
  const patches = patchesOf(file, vocabulary);
  const count = Math.max(1, Math.round(patches.length * share));
  const places = Array.from({ length: count }, (_, index) => patches[Math.floor((index * patches.length) / count)]!);
  return withSlips(
    file,
    vocabulary,
    places.map((patch, index) => [patch, kinds[index % kinds.length]!]),
  );
}

/** The patches of a file, in order. */
function patchesOf({ text }: GeneratedFile, vocabulary: Vocabulary): RegExpExecArray[] {
  const element = vocabulary.nameOf('patch-vendor', 'patch')!;
  return [...text.matchAll(new RegExp(`<${element}>[^]*?</${element}>`, 'g'))];
}

/** Makes mistakes in patches, which are given in order. */
function withSlips(
  { name, text }: GeneratedFile,
  vocabulary: Vocabulary,
  slips: readonly (readonly [patch: RegExpExecArray, kind: readonly [what: string, slip: Slip]])[],
): MistakenFile {
  let written = '';
  let copied = 0;
  const mistakes = slips.map(([{ 0: patch, index: at }, [what, slip]]): SeededMistake => {
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
