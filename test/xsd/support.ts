import assert from 'node:assert/strict';
import { governing, loadSchema, validate, type LoadedSchema, type Schema } from '../../server/src/xsd';
import { parse } from '../../server/src/xml/parser';
import { locate, type Placed } from '../../server/src/xml/locate';
import type { ElementNode } from '../../server/src/xml/nodes';
import { isElement } from '../../server/src/xml/nodes';
import { render, type Problem } from '../../server/src/xml/problem';

/** Wraps definitions in an `xs:schema`; `t:` is the target namespace where `attributes` sets one. */
export function xsd(definitions: string, attributes = ''): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" ${attributes}>${definitions}</xs:schema>`;
}

/** Loads `main.xsd`; the other documents by name are what it may include. */
export function load(main: string, others: Readonly<Record<string, string>> = {}): LoadedSchema {
  return loadSchema([{ uri: 'main.xsd', text: main }], (location) => {
    const text = location === 'main.xsd' ? main : others[location];
    return text === undefined ? null : { uri: location, text };
  });
}

/** The schema with these definitions, which must be right. */
export function schemaOf(definitions: string, attributes?: string): Schema {
  const { schema, problems } = load(xsd(definitions, attributes));
  assert.deepEqual(problems.map(told), []);
  return schema;
}

/** A problem as its code and message. */
export function told(problem: Problem): string {
  return `${problem.code.replace('xsd/', '')}: ${render(problem.message, problem.args)}`;
}

/**
 * Validates a document in which each wrong place is marked by `[[…]]`, a gap by `[[]]`.
 * @returns the problems in order, told, where the marked places are those of the problems
 */
export function mistakes(schema: Schema, marked: string): string[] {
  const { text, ranges } = unmarked(marked);
  const problems = validate(parse(text), schema);
  assert.deepEqual(
    problems.map(({ start, end }) => [start, end]),
    ranges,
    problems.map((problem) => `${told(problem)} at "${text.slice(problem.start, problem.end)}"`).join('\n'),
  );
  return problems.map(told);
}

/** Loads a schema document in which each wrong place is marked by `[[…]]`, and tells its problems. */
export function schemaMistakes(marked: string, others?: Readonly<Record<string, string>>): string[] {
  const { text, ranges } = unmarked(marked);
  const problems = load(text, others).problems.filter(({ uri }) => uri === 'main.xsd');
  assert.deepEqual(
    problems.map(({ start, end }) => [start, end]),
    ranges,
    problems.map((problem) => `${told(problem)} at "${text.slice(problem.start, problem.end)}"`).join('\n'),
  );
  return problems.map(told);
}

/** The text without the marks, and the places that they marked. */
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

/** The element whose tag or content the `|` stands in; in front of a tag it stands in the parent. */
export function elementAt(marked: string): { element: Placed<ElementNode>; offset: number } {
  const offset = marked.indexOf('|');
  const placed = locate(parse(marked.replace('|', '')), offset);
  assert.ok(placed);
  const isBehind = placed.offset === offset;
  const element = isElement(placed.node) && !isBehind ? (placed as Placed<ElementNode>) : placed.parent;
  assert.ok(element);
  return { element, offset };
}

/** What governs the element at the `|`. */
export function governingAt(schema: Schema, marked: string): ReturnType<typeof governing> {
  return governing(elementAt(marked).element, schema);
}
