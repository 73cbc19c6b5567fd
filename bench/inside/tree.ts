/**
 * The memory of a document, step by step: node --expose-gc --import tsx bench/inside/tree.ts FILE. Prints {@link TreeMemory}.
 * It runs in a process of its own, so that nothing else is counted.
 */
import { readFileSync } from 'node:fs';
import { REFERENCE_VOCABULARY } from '../../server/src/domain/referenceVocabulary';
import { checkDocument } from '../../server/src/language/diagnostics';
import { isElement, children, type ContentNode } from '../../server/src/xml/nodes';
import { parse } from '../../server/src/xml/parser';
import { loadSchema, validate } from '../../server/src/xsd';

/** Bytes; each value is in addition to those before. */
export interface TreeMemory {
  readonly elements: number;
  /** The tree, including the text. */
  readonly tree: number;
  /** The memoised results of schema validation. */
  readonly verdicts: number;
  /** The memoised results of the rules. */
  readonly rules: number;
}

const [, , file = '', schemaFile = ''] = process.argv;

function held(): number {
  globalThis.gc!();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function count(content: ContentNode | null): number {
  let elements = 0;
  for (const child of children(content)) if (isElement(child)) elements += 1 + count(child.content);
  return elements;
}

const { schema } = loadSchema([{ uri: 'file:///schema.xsd', text: readFileSync(schemaFile, 'utf8') }], () => null);
// Once before measuring, so that code and tables are loaded.
const warm = readFileSync(file, 'utf8').slice(0, 0) || '<a/>';
validate(parse(warm), schema);

const before = held();
const tree = parse(readFileSync(file, 'utf8'));
const parsed = held();
validate(tree, schema);
const validated = held();
const document = { tree, schema, vocabulary: REFERENCE_VOCABULARY, fileName: null, now: Date.now() };
const { problems } = checkDocument(document);
const ruled = held();
const memory: TreeMemory = {
  elements: count(tree.content),
  tree: parsed - before,
  verdicts: validated - parsed,
  rules: ruled - validated,
};
process.stdout.write(JSON.stringify({ ...memory, problems: problems.length }));
