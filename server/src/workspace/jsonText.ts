/** The text of the JSON files that users write: configuration, profile, element tables, baseline. RFC 8259, 8.1: UTF-8. */
import type { ShapeProblem } from '../domain/shape';
import { type Decoded, withProblems } from '../xml/decode';
import { parse } from '../xml/parser';

/** Bytes that mean nothing. */
export interface InvalidBytes {
  readonly text: null;
  /** The text with U+FFFD for them, to show places in it; its values must not be used. */
  readonly guess: string;
  /** For a report that names line and column by itself; UTF-16 units, half-open. */
  readonly problem: ShapeProblem & { readonly start: number; readonly end: number };
  /** For a report without places: line and column are in the message. */
  readonly placedProblem: ShapeProblem;
}

/**
 * The text of a JSON file in UTF-8, with or without a byte order mark, or in UTF-16 with one. Only the first place with
 * invalid bytes is reported: in a file in another encoding, there is one in every word.
 */
export function jsonText(file: Decoded): { readonly text: string } | InvalidBytes {
  const { text, problems } = withProblems(file);
  // Other problems are those of an XML declaration, which is no JSON.
  const invalid = problems.find(({ code }) => code === 'xml/encoding-invalid-bytes');
  if (invalid === undefined) return { text };
  const { start, end } = invalid;
  const { line, character } = parse(text).positionAt(start);
  const message = 'These bytes are not valid {0}. Save the file as UTF-8.';
  const placed = 'Line {1}, column {2}: these bytes are not valid {0}. Save the file as UTF-8.';
  const { encoding } = file;
  return {
    text: null,
    guess: text,
    problem: { pointer: '', message, args: [encoding], start, end },
    placedProblem: { pointer: '', message: placed, args: [encoding, String(line + 1), String(character + 1)] },
  };
}
