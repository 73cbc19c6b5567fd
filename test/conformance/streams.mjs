// Real security advisories, streamed: node streams.mjs FOLDER. Unchanged and after mutations, with pieces of any size, the
// problems must be the same as those of the tree.
import { isDeepStrictEqual } from 'node:util';
import { statSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bytesSource,
  mutated,
  parse,
  randomFrom,
  read,
  schemaOf,
  streamedTree,
  validate,
  wellFormednessProblems,
} from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';

const MUTANTS = 1_000;
/** Longer documents are streamed but not mutated. */
const MAX_LENGTH = 40_000;

const folder = corpusFolder();
const pick = randomFrom(2026);
const one = (values) => values[pick(values.length)];
const documents = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).map(({ schema, instance }) => ({
  name: instance,
  schema: join(folder, schema),
  path: join(folder, instance),
}));
const small = documents.filter(({ path }) => statSync(path).size <= MAX_LENGTH);

const cases = [
  ...documents.map((document) => ({ ...document, slips: 0 })),
  ...Array.from({ length: MUTANTS }, () => ({ ...one(small), slips: 1 + pick(3) })),
];
let failed = 0;
for (const { name, schema, path, slips } of cases) {
  const { tree } = read(path);
  const text = Buffer.from(slips === 0 ? tree.text() : mutated(tree.text(), slips, pick)).toString();
  const chunk = text.length > MAX_LENGTH ? 4096 : one([1, 7, 4096]);
  const options = { chunk, segment: one([1, 300, 5_000]), minSegment: one([0, 200]), child: one([60, 900, 100_000]) };
  if (isStreamedAlike(parse(text), schemaOf([schema]).schema, options)) continue;
  failed++;
  console.log(`failed: ${name} with ${slips} slips, ${JSON.stringify(options)}`);
}
console.log(`${cases.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;

function isStreamedAlike(tree, schema, options) {
  const source = bytesSource(Buffer.from(tree.text()));
  const streamed = streamedTree(source, { schema, vocabulary: null }, options).tree;
  const problemsOf = (each) => [wellFormednessProblems(each), validate(each, schema)];
  return isDeepStrictEqual(problemsOf(streamed), problemsOf(tree));
}
