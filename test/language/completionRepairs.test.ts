import assert from 'node:assert/strict';
import { completion, type CompletionItem } from '../../server/src/language/completion/completion';
import { diagnostics } from '../../server/src/language/diagnostics';
import { english } from '../../server/src/xml/problem';
import { TEST_CLOCK } from '../support/clock';
import { edited, withCursor } from '../support/cursor';
import { documentIn } from '../support/documents';
import { nameOfRole } from '../support/roles';
import { BOTH, type TestVocabulary } from '../support/vocabularies';

/** The items at the `|`, without comments and the like, and the document after each. */
function offered(test: TestVocabulary, marked: string): { item: CompletionItem; result: string }[] {
  const { text, offset } = withCursor(marked);
  const document = documentIn(test, text, test.sampleName);
  return completion(document, offset, { snippets: true, clock: TEST_CLOCK }, english)
    .items.filter(({ kind }) => kind !== 'markup')
    .map((item) => ({ item, result: edited(text, [item, ...(item.edits ?? [])]) }));
}

/** Whether the range of an item has the offset of the request, as LSP requires. */
function isAround(marked: string, { start, end }: CompletionItem): boolean {
  const { offset } = withCursor(marked);
  return start <= offset && offset <= end;
}

describe('completion of a tag whose name was deleted', () => {
  for (const test of BOTH) {
    const { sampleText: text, prefix } = test;
    const supplier = prefix + nameOfRole(test, 'publication', 'supplier');
    const product = prefix + nameOfRole(test, 'patch', 'product');
    const value = 'Northwind Process Systems';
    const whole = `<${supplier}>${value}</${supplier}>`;

    const repaired: Readonly<Record<string, string>> = {
      'start tag': `<|>${value}</${supplier}>`,
      'both tags': `<|>${value}</>`,
      'start tag, without end tag': `<|>${value}`,
      'start tag, with the end tag of another element': `<|>${value}</other>`,
    };
    for (const [title, marked] of Object.entries(repaired)) {
      it(`${title}: ${test.title}`, () => {
        const wrong = text.replace(whole, marked);
        const found = offered(test, wrong).find(({ item }) => item.label === supplier);
        assert.equal(found?.result, text);
        assert.ok(isAround(wrong, found.item));
      });
    }

    it(`keeps attributes and adds the end tag: ${test.title}`, () => {
      const marked = text.replace(whole, `<| a="x">${value}`);
      const found = offered(test, marked).find(({ item }) => item.label === supplier);
      assert.equal(found?.result, text.replace(whole, `<${supplier} a="x">${value}</${supplier}>`));
    });

    it(`the name in the end tag comes first, of an element with children too: ${test.title}`, () => {
      const [first] = offered(test, text.replace(`<${product}>`, '<|>'));
      assert.deepEqual([first?.item.label, first?.result], [product, text]);
    });

    it(`an empty element: ${test.title}`, () => {
      const found = offered(test, text.replace(whole, '<|/>')).find(({ item }) => item.label === supplier);
      assert.equal(found?.result, text.replace(whole, `<${supplier}/>`));
      assert.deepEqual(offered(test, text.replace(`</${supplier}>`, '<|/>')), []);
      assert.deepEqual(offered(test, text.replace(`</${supplier}>`, `<|/${supplier}>`)), []);
    });

    it(`an attribute: ${test.title}`, () => {
      const [, attribute, own] = /<[\w:]+( ([\w]+)="NWP-States")>/.exec(text)!;
      const marked = text.replace(attribute!, ' |="NWP-States"');
      const found = offered(test, marked).find(({ item }) => item.label === own);
      assert.equal(found?.result, text);
    });
  }
});

describe('completion of a state', () => {
  for (const test of BOTH) {
    const state = test.prefix + nameOfRole(test, 'product', 'state');
    const states = test.vocabulary.profile.states.map((known) => known.value);
    const at = (value: string): string =>
      test.sampleText.replace(`<${state}>In Test</${state}>`, `<${state}>${value}</${state}>`);

    for (const typed of ['Not |', 'In |', 'N|', 'Approved|', '|Approved', 'Not App|roved']) {
      it(`"${typed}" is replaced whole: ${test.title}`, () => {
        const found = offered(test, at(typed));
        assert.deepEqual(
          found.filter(({ item }) => item.kind === 'value').map(({ item }) => item.label),
          states,
        );
        for (const { item, result } of found) {
          if (item.kind !== 'value') continue;
          assert.equal(result, at(item.label));
          assert.ok(isAround(at(typed), item));
        }
      });
    }

    it(`all match a whole value before the cursor, as of a selected one: ${test.title}`, () => {
      const found = offered(test, at('Approved|')).filter(({ item }) => item.kind === 'value');
      assert.deepEqual(new Set(found.map(({ item }) => item.filterText)), new Set(['Approved']));
    });

    it(`is valid after it is accepted: ${test.title}`, () => {
      const found = offered(test, at('Not |')).find(({ item }) => item.label === 'Approved');
      const document = documentIn(test, found!.result, test.sampleName);
      assert.deepEqual(diagnostics(document), []);
    });
  }
});
