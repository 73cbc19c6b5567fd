// How fast a large valid file is validated, compared with libxml2, and how much of it is validated again after an edit:
// node throughput.mjs. The file is generated, no corpus is needed.
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import {
  bytesSource,
  decode,
  inTurns,
  median,
  openStream,
  parse,
  randomFrom,
  REFERENCE_VOCABULARY,
  withProblems,
} from './engine.mjs';
import { reparse, ruleProblems, schemaOf, CompiledSchema, streamedTree, validate, validFile } from './engine.mjs';
import { wellFormednessProblems } from './engine.mjs';

const SIZE = 10_000_000;
const ROUNDS = 7;
const EDITS = 200;
const SCHEMA = fileURLToPath(new URL('../../schemas/vpc.xsd', import.meta.url));

/** Bytes of the file, and the median of the milliseconds of each validator, which run in turns in one process. */
export async function throughput() {
  const { schema } = schemaOf([SCHEMA]);
  const libxml2 = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(SCHEMA)));
  const { name, text } = validFile(SIZE, REFERENCE_VOCABULARY);
  const bytes = Buffer.from(text);
  const competitors = {
    tree: () => expectNone(validate(parse(withProblems(decode(bytes)).text), schema)),
    stream: () => expectNone(validate(wellFormed(streamed(bytes, schema)), schema)),
    'stream and rules': () => {
      const tree = wellFormed(streamed(bytes, schema, REFERENCE_VOCABULARY));
      expectNone([...validate(tree, schema), ...ruleProblems(tree, REFERENCE_VOCABULARY, { fileName: name })]);
    },
    libxml2() {
      const document = XmlDocument.fromBuffer(bytes);
      libxml2.validate(document);
      document.dispose();
    },
  };
  const timed = Object.entries(competitors).map(([name, work]) => [name, () => millisecondsOf(work)]);
  const runs = await inTurns(Object.fromEntries(timed), ROUNDS);
  const medians = Object.entries(runs).map(([name, times]) => [name, median(times)]);
  return { bytes: bytes.length, rounds: ROUNDS, milliseconds: Object.fromEntries(medians) };
}

/** The tree of a streamed document. */
function streamed(bytes, schema, vocabulary = null) {
  const { body } = openStream(bytesSource(bytes));
  return streamedTree(body, { schema, vocabulary }).tree;
}

function wellFormed(tree) {
  expectNone(wellFormednessProblems(tree));
  return tree;
}

/** The number of elements of the file, and of those that are validated again after one character is typed in a value. */
export function revalidation() {
  const { schema } = schemaOf([SCHEMA]);
  const { text } = validFile(SIZE, REFERENCE_VOCABULARY);
  const pick = randomFrom(2026);
  const tree = parse(text);
  const elements = elementsLookedAt(() => validate(tree, schema));
  const again = Array.from({ length: EDITS }, () => {
    const at = endOfValue(text, pick(text.length / 2));
    const edited = reparse(tree, { start: at, end: at, text: '1' });
    return elementsLookedAt(() => validate(edited, schema));
  });
  return { elements, edits: EDITS, median: median(again), most: Math.max(...again) };
}

/** The end of the first value after an offset. */
function endOfValue(text, offset) {
  return offset + /[^\s>]<\//.exec(text.slice(offset, offset + 1000)).index + 1;
}

/** Counts validated elements: validation resolves the name of each element once. */
function elementsLookedAt(work) {
  const { elementName } = CompiledSchema.prototype;
  let count = 0;
  CompiledSchema.prototype.elementName = function (...args) {
    count++;
    return elementName.apply(this, args);
  };
  try {
    work();
  } finally {
    CompiledSchema.prototype.elementName = elementName;
  }
  return count;
}

function millisecondsOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function expectNone(problems) {
  if (problems.length > 0) throw new Error(`The file should be valid: ${JSON.stringify(problems[0])}`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await throughput(), revalidation());
}
