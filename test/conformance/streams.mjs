// Real security advisories, streamed: node streams.mjs FOLDER. As they are and after slips, with pieces of any size, here
// or as another thread does it, the problems must be those of the tree.
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
  surveyFor,
  SurveyFollower,
  surveyOf,
  treeOf,
  validate,
  wellFormednessProblems,
} from './engine.mjs';

const MUTANTS = 1_000;
/** Longer documents are streamed as they are, and not mutated. */
const LONGEST = 40_000;

const folder = process.argv[2];
const pick = randomFrom(2026);
const one = (values) => values[pick(values.length)];
const documents = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).map(({ schema, instance }) => ({
  name: instance,
  schema: join(folder, schema),
  path: join(folder, instance),
}));
const small = documents.filter(({ path }) => statSync(path).size <= LONGEST);

const cases = [
  ...documents.map((document) => ({ ...document, slips: 0 })),
  ...Array.from({ length: MUTANTS }, () => ({ ...one(small), slips: 1 + pick(3) })),
];
let failed = 0;
for (const { name, schema, path, slips } of cases) {
  const { tree } = read(path);
  const text = Buffer.from(slips === 0 ? tree.text() : mutated(tree.text(), slips, pick)).toString();
  const chunk = text.length > LONGEST ? 4096 : one([1, 7, 4096]);
  const options = { chunk, run: one([1, 300, 5_000]), shortestRun: one([0, 200]), child: one([60, 900, 100_000]) };
  if (isStreamedAlike(parse(text), schemaOf([schema]).schema, options, pick(2) === 0)) continue;
  failed++;
  console.log(`FAILED: ${name} with ${slips} slips, ${JSON.stringify(options)}`);
}
console.log(`${cases.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;

function isStreamedAlike(tree, schema, options, isFollowed) {
  const document = { source: bytesSource(Buffer.from(tree.text())), head: tree, schema, vocabulary: null };
  const streamed = treeOf(document, isFollowed ? followed(document, options) : surveyOf(document, options)).tree;
  const problemsOf = (each) => [wellFormednessProblems(each), validate(each, schema)];
  return isDeepStrictEqual(problemsOf(streamed), problemsOf(tree));
}

function followed(document, options) {
  const follower = new SurveyFollower(document);
  return follower.finish(surveyFor(document, (batch) => follower.take(batch), options));
}
