// Random series of edits. After each edit the problems of the reparsed tree, with its memoised data, must be those of the
// same text, parsed and validated from scratch.
import { isDeepStrictEqual } from 'node:util';
import { parse, reparse, validate, wellFormednessProblems } from '../engine.mjs';

const EDITS = 4;

/** Texts that are typed, in addition to pieces of the document itself. */
const TYPED = ['<', '>', '</', '"', '&', ' ', '\n', 'x', '<x>', '<x/>', 'xmlns="urn:x"', 'true', '2026-02-30', ''];

/**
 * Runs `count` series, each on one of the documents, prints what differs and the tally line, and sets the exit code.
 * @param {{ name: string, tree: object, schema: object }[]} documents
 * @param {(limit: number) => number} pick
 */
export function runSeries(documents, count, pick) {
  let failed = 0;
  for (let series = 0; series < count; series++) {
    const { name, tree, schema } = documents[pick(documents.length)];
    const mistake = mistakeIn(tree, schema, pick);
    if (mistake === null) continue;
    failed++;
    console.log(`failed: ${name}: ${mistake}`);
  }
  console.log(`${count - failed} passed, ${failed} failed, 0 skipped`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** The first edit after which the problems differ; `null` for none. */
function mistakeIn(original, schema, pick) {
  const problemsOf = (tree) => [wellFormednessProblems(tree), validate(tree, schema)];
  let tree = original;
  problemsOf(tree);
  for (let count = 0; count < EDITS; count++) {
    const edit = editOf(tree, pick);
    tree = reparse(tree, edit);
    if (!isDeepStrictEqual(problemsOf(tree), problemsOf(parse(tree.text())))) return JSON.stringify(edit);
  }
  return null;
}

function editOf(tree, pick) {
  const start = pick(tree.length + 1);
  const length = [0, pick(8), pick(300)][pick(3)];
  const from = pick(tree.length + 1);
  const text = pick(2) === 0 ? TYPED[pick(TYPED.length)] : tree.slice(from, from + pick(300));
  return { start, end: Math.min(start + length, tree.length), text };
}
