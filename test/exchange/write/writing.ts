/** Writes changes into a text of a vocabulary. */
import { diffLines } from 'diff';
import { edited } from '../../../server/src/cli/edits';
import {
  reasonText,
  type Change,
  type WriteOptions,
  type WriteResult,
} from '../../../server/src/exchange/write/change';
import { writeChanges } from '../../../server/src/exchange/write/write';
import { english } from '../../../server/src/xml/problem';
import { documentIn } from '../../support/documents';
import { FIRST, type TestVocabulary } from '../../support/vocabularies';

/** 2026-11-29, evening. */
export const CLOCK = { instant: Date.UTC(2026, 10, 29, 20), offset: 0 };

/** The text after changes, and why others were not done. */
export interface Written {
  readonly text: string;
  readonly reasons: readonly string[];
  readonly counts: WriteResult['counts'];
}

export function written(
  text: string,
  changes: readonly Change[],
  vocabulary: TestVocabulary = FIRST,
  options: Partial<WriteOptions> = {},
): Written {
  const { edits, notDone, counts } = writeChanges(documentIn(vocabulary, text), changes, { clock: CLOCK, ...options });
  return { text: edited(text, edits), reasons: notDone.map(({ reason }) => reasonText(reason, english)), counts };
}

/** A file of the reference vocabulary with one vendor. @param patches text of its patches */
export function file(patches: string): string {
  return `<PatchData>
  <PublishedDate>2026-02-18T09:00:00Z</PublishedDate>
  <Supplier>Acme</Supplier>
  <PatchVendor>
    <ID>Microsoft</ID>
${patches}
  </PatchVendor>
</PatchData>
`;
}

/** A patch with entries about products, each given as the lines in its element. */
export function patch(id: string, ...entries: readonly string[]): string {
  const products = entries.map((lines) => {
    const body = lines.replace(/^\s*/gm, '        ');
    return `      <VendorProduct>\n${body}\n      </VendorProduct>\n`;
  });
  return `    <Patch>
      <ID>${id}</ID>
      <Title>${id}</Title>
      <ReleasedDate>2026-02-10T08:00:00Z</ReleasedDate>
${products.join('')}    </Patch>`;
}

/** The lines of a text that are not in another one, as a diff shows them: `-` before, `+` after. */
export function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let [start, end] = [0, 0];
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const marked = (mark: string, lines: readonly string[]): string[] =>
    lines.slice(start, lines.length - end).map((line) => `${mark} ${line.trim()}`);
  return [...marked('-', old), ...marked('+', now)];
}

/** The removed (`-`) and added (`+`) lines of a text, with their indentation. */
export function diffOf(before: string, after: string): string {
  return diffLines(before, after)
    .filter(({ added, removed }) => added || removed)
    .flatMap(({ value, added }) =>
      value
        .split('\n')
        .slice(0, -1)
        .map((line) => (added ? '+' : '-') + line),
    )
    .join('\n');
}
