import assert from 'node:assert/strict';
import { schemaInfo, loadSchema, validate, type LoadedSchema, type Schema } from '../../server/src/xsd';
import { parse } from '../../server/src/xml/parser';
import { locate, type Placed } from '../../server/src/xml/locate';
import type { ElementNode } from '../../server/src/xml/nodes';
import { isElement } from '../../server/src/xml/nodes';
import { render, type Problem } from '../../server/src/xml/problem';

/** Wraps definitions in an `xs:schema`; `t:` is the target namespace where `attributes` sets one. */
export function xsd(definitions: string, attributes = ''): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" ${attributes}>${definitions}</xs:schema>`;
}

/** Loads `main.xsd`, which can include the other documents by name. */
export function load(main: string, others: Readonly<Record<string, string>> = {}): LoadedSchema {
  return loadSchema([{ uri: 'main.xsd', text: main }], (location) => {
    const text = location === 'main.xsd' ? main : others[location];
    return text === undefined ? null : { uri: location, text };
  });
}

/** The schema with these definitions, which must be valid. */
export function schemaOf(definitions: string, attributes?: string): Schema {
  const { schema, problems } = load(xsd(definitions, attributes));
  assert.deepEqual(problems.map(formatted), []);
  return schema;
}

/** A problem as its code and message. */
export function formatted(problem: Problem): string {
  return `${problem.code.replace('xsd/', '')}: ${render(problem.message, problem.args)}`;
}

/**
 * Validates a document in which each invalid range is marked by `[[…]]`, an empty one by `[[]]`.
 * @returns the problems in order, as code and message; asserts that their ranges are the marked ones
 */
export function problemsOf(schema: Schema, marked: string): string[] {
  const { text, ranges } = unmarked(marked);
  const problems = validate(parse(text), schema);
  assert.deepEqual(
    problems.map(({ start, end }) => [start, end]),
    ranges,
    problems.map((problem) => `${formatted(problem)} at "${text.slice(problem.start, problem.end)}"`).join('\n'),
  );
  return problems.map(formatted);
}

/** As {@link problemsOf}, for a schema document. */
export function schemaProblems(marked: string, others?: Readonly<Record<string, string>>): string[] {
  const { text, ranges } = unmarked(marked);
  const problems = load(text, others).problems.filter(({ uri }) => uri === 'main.xsd');
  assert.deepEqual(
    problems.map(({ start, end }) => [start, end]),
    ranges,
    problems.map((problem) => `${formatted(problem)} at "${text.slice(problem.start, problem.end)}"`).join('\n'),
  );
  return problems.map(formatted);
}

/** The text without the brackets, and the ranges between them. */
export function unmarked(marked: string): { text: string; ranges: [number, number][] } {
  const ranges: [number, number][] = [];
  let text = '';
  for (const part of marked.split(/(\[\[|\]\])/)) {
    if (part === '[[') ranges.push([text.length, text.length]);
    else if (part === ']]') ranges[ranges.length - 1]![1] = text.length;
    else text += part;
  }
  return { text, ranges };
}

/** The element whose tag or content contains the `|`; before a tag, that is the parent. */
export function elementAt(marked: string): { element: Placed<ElementNode>; offset: number } {
  const offset = marked.indexOf('|');
  const placed = locate(parse(marked.replace('|', '')), offset);
  assert.ok(placed);
  const isBeforeNode = placed.offset === offset;
  const element = isElement(placed.node) && !isBeforeNode ? (placed as Placed<ElementNode>) : placed.parent;
  assert.ok(element);
  return { element, offset };
}

/** The schema information of the element at the `|`. */
export function schemaInfoAt(schema: Schema, marked: string): ReturnType<typeof schemaInfo> {
  return schemaInfo(elementAt(marked).element, schema);
}
