/** Seeded mutants of a vocabulary's sample, validated here and by libxml2. */
import { parse } from '../../server/src/xml/parser';
import { applied, loadSchema, validate } from '../../server/src/xsd';
import { rootName } from '../../server/src/workspace/recognition';
import type { TestVocabulary } from './vocabularies';

const LEAF = /^(\s*)<([\w:.-]+)((?:\s[^>]*)?)>([^<]*)<\/\2>$/;
const VALUES = [
  '',
  'x',
  '2026-02-30T00:00:00Z',
  '2026-02-11T08:00:00Z',
  '2026-02-11',
  'true',
  'TRUE',
  '1',
  ' 0 ',
  'a  b',
  '\t',
  'en_US',
];
const ATTRIBUTES = [
  ' languageID="en"',
  ' languageID="e n"',
  ' foo="1"',
  ' format="x"',
  ' schemeID="KB"',
  ' listURI="%"',
  ' name=""',
];

/** A change of one line, invalid or not: the new lines, and how many of them were changed. */
type Mutation = (lines: readonly string[], at: number, pick: (n: number) => number) => string[] | null;

/** Each changes leaf elements, one on each line, and returns all lines of the new text; `null` if it does not apply. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  value: (lines, at, pick) =>
    replaced(
      lines,
      at,
      (_, indent, name, attributes) => `${indent}<${name}${attributes}>${VALUES[pick(VALUES.length)]!}</${name}>`,
    ),
  attribute: (lines, at, pick) =>
    replaced(
      lines,
      at,
      (_, indent, name, __, value) => `${indent}<${name}${ATTRIBUTES[pick(ATTRIBUTES.length)]!}>${value}</${name}>`,
    ),
  misspelt: (lines, at, pick) =>
    replaced(lines, at, (_, indent, name, attributes, value) => {
      const cut = name.indexOf(':') + 2 + pick(name.length - name.indexOf(':') - 2);
      const other = `${name.slice(0, cut)}x${name.slice(cut)}`;
      return `${indent}<${other}${attributes}>${value}</${other}>`;
    }),
  missing: (lines, at) => [...lines.slice(0, at), ...lines.slice(at + 1)],
  twice: (lines, at) => [...lines.slice(0, at), lines[at]!, ...lines.slice(at)],
  swapped: (lines, at) => {
    const next = lines[at + 1];
    const isSibling = next !== undefined && LEAF.exec(next)?.[1] === LEAF.exec(lines[at]!)![1];
    return isSibling ? [...lines.slice(0, at), next, lines[at]!, ...lines.slice(at + 2)] : null;
  },
  unknown: (lines, at) => [...lines.slice(0, at), '<unknown>1</unknown>', ...lines.slice(at)],
  text: (lines, at) => [...lines.slice(0, at), 'text', ...lines.slice(at)],
};

function replaced(lines: readonly string[], at: number, by: (...groups: string[]) => string): string[] {
  return [...lines.slice(0, at), lines[at]!.replace(LEAF, by), ...lines.slice(at + 1)];
}

/** The results of two validators for mutants of one document. */
export interface MutantVerdicts {
  /** The number of mutants that libxml2 reports as valid. */
  readonly valid: number;
  readonly invalid: number;
  /** Mutants with different results, with more than one problem for a mistake, or with a problem on another line. */
  readonly differences: readonly string[];
}

/** Validates `count` mutants of a vocabulary's sample, each with one change, with both. @param pick see `randomFrom` */
export async function judgeMutants(
  vocabulary: TestVocabulary,
  count: number,
  pick: (limit: number) => number,
): Promise<MutantVerdicts> {
  const isValid = await oracle(vocabulary);
  const { schema: loaded } = loadSchema([{ uri: 'file:///x.xsd', text: vocabulary.schemaText }], () => null);
  const original = vocabulary.sampleText.split('\n');
  const leaves = original.flatMap((line, index) => (LEAF.test(line) ? [index] : []));
  const names = Object.keys(MUTATIONS);
  const differences = new Set<string>();
  const judged: [valid: number, invalid: number] = [0, 0];
  while (judged[0] + judged[1] < count) {
    const at = leaves[pick(leaves.length)]!;
    const name = names[pick(names.length)]!;
    const lines = MUTATIONS[name]!(original, at, pick);
    if (lines === null) continue;
    const text = lines.join('\n');
    const tree = parse(text);
    const schema = applied(loaded, rootName(tree)?.namespace ?? '');
    const problems = validate(tree, schema);
    const expected = isValid(text) ? 0 : 1;
    judged[expected]++;
    // Of two elements that changed places, either can be reported as misplaced.
    const last = name === 'swapped' || name === 'twice' ? at + 1 : at;
    const isNear = problems.every(({ start, end }) => {
      const lines = [tree.positionAt(start).line, tree.positionAt(end).line];
      return lines.every((line) => line >= at && line <= last);
    });
    if (problems.length !== expected || !isNear) {
      const found = problems.map(({ code, start }) => `${code} on line ${tree.positionAt(start).line + 1}`);
      differences.add(`${name} on line ${at + 1}: ${expected} expected, found ${found.join(', ') || 'none'}`);
    }
  }
  return { valid: judged[0], invalid: judged[1], differences: [...differences] };
}

/** Whether a document is valid according to libxml2. */
async function oracle({ schemaText }: TestVocabulary): Promise<(text: string) => boolean> {
  const { XmlDocument, XsdValidator } = await import('libxml2-wasm');
  const schema = XmlDocument.fromString(schemaText);
  const validator = XsdValidator.fromDoc(schema);
  return (text) => {
    const document = XmlDocument.fromString(text);
    try {
      validator.validate(document);
      return true;
    } catch {
      return false;
    } finally {
      document.dispose();
    }
  };
}
