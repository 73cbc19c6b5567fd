// Edits of real security advisories: node edits.mjs FOLDER. After each edit of a series, the problems of the reparsed tree,
// with all that is remembered, must be those of the text parsed and validated afresh.
import { isDeepStrictEqual } from 'node:util';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse, randomFrom, read, reparse, schemaOf, validate, wellFormednessProblems } from './engine.mjs';

const SERIES = 1_000;
const EDITS = 4;
/** Each edit costs two validations of the whole text: the longest documents would cost minutes. */
const LONGEST = 60_000;

/** What is typed beside pieces of the document itself. */
const TYPED = ['<', '>', '</', '"', '&', ' ', '\n', 'x', '<x>', '<x/>', 'xmlns="urn:x"', 'true', '2026-02-30', ''];

const folder = process.argv[2];
const pick = randomFrom(2026);
const documents = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  .map(({ schema, instance }) => ({ name: instance, schema: join(folder, schema), path: join(folder, instance) }))
  .filter(({ path }) => statSync(path).size <= LONGEST);

let failed = 0;
for (let series = 0; series < SERIES; series++) {
  const { name, schema, path } = documents[pick(documents.length)];
  const mistake = mistakeIn(read(path).tree, schemaOf([schema]).schema);
  if (mistake === null) continue;
  failed++;
  console.log(`FAILED: ${name}: ${mistake}`);
}
console.log(`${SERIES - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;

function mistakeIn(original, schema) {
  const problemsOf = (tree) => [wellFormednessProblems(tree), validate(tree, schema)];
  let tree = original;
  problemsOf(tree);
  for (let count = 0; count < EDITS; count++) {
    const edit = editOf(tree);
    tree = reparse(tree, edit);
    if (!isDeepStrictEqual(problemsOf(tree), problemsOf(parse(tree.text())))) return JSON.stringify(edit);
  }
  return null;
}

function editOf(tree) {
  const start = pick(tree.length + 1);
  const length = [0, pick(8), pick(300)][pick(3)];
  const from = pick(tree.length + 1);
  const text = pick(2) === 0 ? TYPED[pick(TYPED.length)] : tree.slice(from, from + pick(300));
  return { start, end: Math.min(start + length, tree.length), text };
}
