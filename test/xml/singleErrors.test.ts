import assert from 'node:assert/strict';
import type { XmlCode } from '../../server/src/xml/codes';
import { isPlacedElement, type Placed, placedChildren } from '../../server/src/xml/locate';
import { type ElementNode, textOf } from '../../server/src/xml/nodes';
import { parse } from '../../server/src/xml/parser';
import { endTagOf, startTagOf } from '../../server/src/xml/tags';
import type { XmlTree } from '../../server/src/xml/tree';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { forSeeds } from '../support/seeds';

type Random = (limit: number) => number;
const FIELDS = ['name', 'price', 'note', 'size', 'colour', 'weight'];
const UNITS = ['mm', 'a b', 'x=1', '', '>'];
const TEXTS = ['text', 'two words', '1.5', 'R &amp; D', ''];
const LAYOUTS = { indented: ['\n', '  '], unindented: ['\n', ''], 'on one line': ['', ''] } as const;

/** A catalogue with shelves, whose items have fields. */
function documentOf(random: Random, [lineEnd, indent]: readonly [string, string]): string {
  const lines = ['<?xml version="1.0"?>', '<catalogue>'];
  for (let shelf = 0; shelf <= 1 + random(2); shelf++) {
    lines.push(`${indent}<shelf id="${shelf}">`);
    for (let item = 0; item <= random(4); item++) {
      lines.push(indent.repeat(2) + (random(2) === 0 ? '<item>' : `<item id="i${item}" x='1'>`));
      for (let i = 0; i <= random(5); i++) lines.push(indent.repeat(3) + fieldOf(random));
      lines.push(`${indent.repeat(2)}</item>`);
    }
    lines.push(`${indent}</shelf>`);
  }
  return [...lines, '</catalogue>', ''].join(lineEnd);
}

function fieldOf(random: Random): string {
  const name = FIELDS[random(FIELDS.length)]!;
  const unit = random(3) === 0 ? ` unit="${UNITS[random(UNITS.length)]!}"` : '';
  const lang = random(4) === 0 ? ` lang='de'` : '';
  return random(6) === 0
    ? `<${name}${unit}${lang}/>`
    : `<${name}${unit}${lang}>${TEXTS[random(TEXTS.length)]!}</${name}>`;
}

/** The elements of a document in which an error can be made. */
function elementsOf(tree: XmlTree, filter: (element: ElementNode) => boolean): Placed<ElementNode>[] {
  const found: Placed<ElementNode>[] = [];
  const visit = (parent: Placed<ElementNode> | XmlTree): void => {
    for (const child of placedChildren(parent)) {
      if (!isPlacedElement(child)) continue;
      if (filter(child.node)) found.push(child);
      visit(child);
    }
  };
  visit(tree);
  return found;
}

/**
 * An error in an element: `[start, end)` of its text is replaced by `text`. `expect` is the only problem that must be reported,
 * with its range from the element's start.
 */
interface SingleError {
  readonly filter?: (element: ElementNode) => boolean;
  readonly make: (element: ElementNode) => {
    start: number;
    end: number;
    text?: string;
    expect: [XmlCode, number, number];
  };
}

const hasEndTag = (element: ElementNode): boolean => element.closeWidth > 0;
const hasAttribute = (element: ElementNode): boolean => startTagOf(element).attributes.length > 0;
const lastAttribute = (element: ElementNode) => startTagOf(element).attributes.at(-1)!;

const ERRORS: Record<string, SingleError> = {
  'an end tag deleted': {
    filter: hasEndTag,
    make(element) {
      const { start, end } = endTagOf(element);
      return { start, end, expect: ['xml/missing-end-tag', 1, 1 + element.name.length] };
    },
  },
  'an end tag misspelt': {
    filter: hasEndTag,
    make(element) {
      const { nameStart, nameEnd } = endTagOf(element);
      const expect: [XmlCode, number, number] = ['xml/mismatched-end-tag', nameStart, nameEnd];
      return { start: nameStart, end: nameStart + 1, text: 'Z', expect };
    },
  },
  'a start tag misspelt': {
    filter: hasEndTag,
    make(element) {
      const { nameStart, nameEnd } = endTagOf(element);
      return { start: 1, end: 2, text: 'Z', expect: ['xml/mismatched-end-tag', nameStart, nameEnd] };
    },
  },
  'a closing quote deleted': {
    filter: (element) => hasAttribute(element) && !lastAttribute(element).rawValue.includes('>'),
    make(element) {
      const { valueStart, end } = lastAttribute(element);
      return { start: end - 1, end, expect: ['xml/unclosed-attribute', valueStart - 1, end - 1] };
    },
  },
  'an opening quote deleted': {
    filter: (element) => hasAttribute(element) && /^\w+$/.test(lastAttribute(element).rawValue),
    make(element) {
      const { valueStart, valueEnd } = lastAttribute(element);
      return { start: valueStart - 1, end: valueStart, expect: ['xml/unquoted-attribute', valueStart - 1, valueEnd] };
    },
  },
  'the > of a start tag deleted': {
    filter: (element) => !/^<[^<]*>[^<]*>/.test(textOf(element)),
    make(element) {
      const { openWidth } = element;
      // The name of a tag without attributes absorbs the text after it.
      const name = /^<([\w.]+(?=[^>]))?/.exec(
        textOf(element).slice(0, openWidth - 1) + textOf(element).slice(openWidth),
      );
      return { start: openWidth - 1, end: openWidth, expect: ['xml/unfinished-start-tag', 1, name![0].length] };
    },
  },
  'the > of an end tag deleted': {
    filter: hasEndTag,
    make(element) {
      const { nameStart, nameEnd, end } = endTagOf(element);
      return { start: end - 1, end, expect: ['xml/unfinished-end-tag', nameStart, nameEnd] };
    },
  },
  'a bare & in text': {
    filter: (element) => element.content !== null,
    make({ openWidth }) {
      return { start: openWidth, end: openWidth, text: '&', expect: ['xml/bare-ampersand', openWidth, openWidth + 1] };
    },
  },
  'a bare & in an attribute': {
    filter: hasAttribute,
    make(element) {
      const { valueStart } = lastAttribute(element);
      return {
        start: valueStart,
        end: valueStart,
        text: '& ',
        expect: ['xml/bare-ampersand', valueStart, valueStart + 1],
      };
    },
  },
  'an attribute duplicated': {
    filter: hasAttribute,
    make(element) {
      const { name, end } = lastAttribute(element);
      const expect: [XmlCode, number, number] = ['xml/duplicate-attribute', end + 1, end + 1 + name.length];
      return { start: end, end, text: ` ${name}="2"`, expect };
    },
  },
};

describe('a single error is reported once, at its place', () => {
  for (const [layout, separators] of Object.entries(LAYOUTS)) {
    for (const [title, { filter = () => true, make }] of Object.entries(ERRORS)) {
      it(`${title}, in a file that is ${layout}`, () =>
        forSeeds(42, 150, ({ random, count }) => {
          for (let i = 0; i < count; i++) {
            const before = documentOf(random, separators);
            const places = elementsOf(parse(before), filter);
            if (places.length === 0) continue;
            const { node, offset } = places[random(places.length)]!;
            const { start, end, text = '', expect } = make(node);
            const after = before.slice(0, offset + start) + text + before.slice(offset + end);
            const found = wellFormednessProblems(parse(after)).map((problem) => [
              problem.code,
              problem.start,
              problem.end,
            ]);
            const [code, from, to] = expect;
            assert.deepEqual(found, [[code, offset + from, offset + to]], after);
          }
        }));
    }
  }
});
