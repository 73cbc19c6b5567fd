/**
 * Tests of one rule, after typescript-eslint's RuleTester: documents that the rule accepts, and documents that it
 * reports with the exact ranges and the result of every fix. Each case runs in both vocabularies, and so do the
 * examples of the rule's page.
 *
 * The code of a case contains ranges: `[[…]]` is the range of an error, `{{…}}` a related range. Errors and ranges are in
 * document order.
 */
import assert from 'node:assert/strict';
import { diagnostics } from '../../server/src/language/diagnostics';
import { instantOf } from '../../server/src/domain/dateTime';
import { writePublication, type Draft } from '../../server/src/domain/publicationText';
import { expectedName, parsePattern } from '../../server/src/domain/fileName';
import { publicationOf } from '../../server/src/domain/model';
import { CONTAINERS, type AttributeRole, type Container } from '../../server/src/domain/roles';
import { patchExample, productExample, publicationExample, vendorExample } from '../../server/src/rules/examples';
import type { Fix } from '../../server/src/rules/fixes';
import { fixesFor, ruleById } from '../../server/src/rules/registry';
import type {
  DoubtfulEdition,
  Example,
  OtherFiles,
  Rule,
  RuleDocument,
  RuleOptions,
} from '../../server/src/rules/rule';
import { ruleProblems } from '../../server/src/rules/runner';
import type { OtherPublications } from '../../server/src/workspace/workspaceIndex';
import { parse } from '../../server/src/xml/parser';
import { render, type Problem } from '../../server/src/xml/problem';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { edited } from './cursor';
import { documentIn } from './documents';
import { editionOf } from './editions';
import { BOTH, type TestVocabulary } from './vocabularies';
import { indexOf } from './workspace';

/** A value, or a function of the vocabulary if the value depends on it. */
type InEach<T> = T | ((vocabulary: TestVocabulary) => T);

/**
 * A document: a draft, or, if the layout matters, literal XML whose elements and attributes are named by their roles
 * (`<patch-id>`).
 */
export type Code = string | Draft<'publication'>;

interface ValidCase {
  /** What the case shows, in a few words. */
  readonly name: string;
  readonly code: Code;
  /** Left out: the name by the filename convention. */
  readonly fileName?: InEach<string | null>;
  /** The current time, as a dateTime; left out: one minute after the publication; `null`: unknown. */
  readonly now?: string | null;
  /** The previous edition, named `previous.xml`. */
  readonly previous?: Draft<'publication'>;
  /** An edition whose order to this one is in doubt, named `other.xml`. */
  readonly doubtful?: { readonly publication: Draft<'publication'> } & Omit<DoubtfulEdition, 'edition'>;
  /** The patches that other files describe, and whether all files have been read. */
  readonly others?: { readonly complete: boolean; readonly patches: readonly string[] };
  /** Other files by name, for rules that compare names with those in other files. */
  readonly files?: Readonly<Record<string, Draft<'publication'>>>;
  readonly options?: RuleOptions;
  /** Whether it is the asset owner's own file. */
  readonly isOwner?: boolean;
  /** The suppliers' files by name. */
  readonly suppliers?: Readonly<Record<string, Draft<'publication'>>>;
}

interface InvalidCase extends ValidCase {
  readonly errors: readonly ExpectedError[];
  /** The document after the preferred fixes of all errors; `null` if there are none. */
  readonly output: Output | null;
  /** The number of errors of the rule in the output, which have no preferred fix; left out: none. */
  readonly leaves?: number;
}

/** A document, or the new name of the file. */
type Output = Code | { readonly fileName: InEach<string> };

interface ExpectedError {
  /** Key of one of the rule's messages. */
  readonly message: string;
  readonly args?: InEach<readonly string[]>;
  readonly related?: readonly ExpectedPlace[];
  /** All fixes of the error that are not preferred, in their order. */
  readonly suggestions?: readonly Suggestion[];
}

interface ExpectedPlace {
  readonly message: string;
  readonly args?: readonly string[];
  /** Index of the `{{…}}`; left out: the first. */
  readonly mark?: number;
}

interface Suggestion {
  /** The title with its arguments. */
  readonly title: InEach<string>;
  readonly output: Output;
  /** The snippet of its only edit, if it has one. */
  readonly snippet?: InEach<string>;
  /** Codes of the problems that it causes intentionally. */
  readonly brings?: readonly string[];
  /** The number of errors of the rule after it; left out: none. */
  readonly leaves?: number;
}

export interface RuleTests {
  readonly valid: readonly ValidCase[];
  readonly invalid: readonly InvalidCase[];
  /** Messages that do not occur in either vocabulary; the test file has other tests for them. */
  readonly untestedMessages?: readonly string[];
}

/** A draft of a publication with one vendor without patches; `more` adds or replaces fields. */
export function publication(more: Draft<'publication'>): Draft<'publication'> {
  return publicationExample('', more).publication;
}

/** A draft of a publication with these patches of one vendor; each has an identifier, a title and a release. */
export function patches(...drafts: readonly Draft<'patch'>[]): Draft<'publication'> {
  return vendorExample('', drafts).publication;
}

/** A draft of a publication with one patch. */
export function patch(draft: Draft<'patch'>): Draft<'publication'> {
  return patchExample('', draft).publication;
}

/** A draft of a publication with one product in one patch: Northwind Batch, in test. */
export function product(draft: Draft<'product'>): Draft<'publication'> {
  return productExample('', draft).publication;
}

/** Runs the cases and the examples of a rule, in both vocabularies. */
export function testRule(rule: Rule, { valid, invalid, untestedMessages = [] }: RuleTests): void {
  describe(rule.id, () => {
    for (const testVocabulary of BOTH) {
      describe(testVocabulary.title, () => {
        for (const example of rule.examples.valid) {
          it(`example: ${example.title}`, () => checkValidExample(rule, example, testVocabulary));
        }
        for (const example of rule.examples.invalid) {
          it(`wrong example: ${example.title}`, () => checkInvalidExample(rule, example, testVocabulary));
        }
        for (const test of valid) it(`valid: ${test.name}`, () => checkValid(rule, test, testVocabulary));
        for (const test of invalid) it(`invalid: ${test.name}`, () => checkInvalid(rule, test, testVocabulary));
      });
    }

    it('has a near miss, and an error for every message', () => {
      assert.ok(valid.length > 0, 'no valid case');
      const tested = invalid.flatMap(({ errors }) => errors.flatMap((error) => [error, ...(error.related ?? [])]));
      const keys = Object.keys(rule.messages).filter((key) => !untestedMessages.includes(key));
      assert.deepEqual(new Set(tested.map(({ message }) => message)), new Set(keys));
    });

    it('has the output of a fix where it has fixes', () => {
      const outputs = invalid.some(
        ({ output, errors }) => output !== null || errors.some((error) => error.suggestions),
      );
      assert.equal(outputs, rule.fixes !== undefined);
    });
  });
}

function checkValid(rule: Rule, test: ValidCase, testVocabulary: TestVocabulary): void {
  const { document } = prepared(test, testVocabulary);
  assert.deepEqual(problemsOf(rule, document).map(shownIn(document)), []);
}

function checkInvalid(rule: Rule, test: InvalidCase, testVocabulary: TestVocabulary): void {
  const { document, errors: marks, related } = prepared(test, testVocabulary);
  const problems = problemsOf(rule, document);
  const found = problems.map((problem) => ({
    message: keyOf(rule, problem.message),
    args: problem.args,
    marked: marked(document, problem),
    related: (problem.related ?? []).map((place) => ({
      message: keyOf(rule, place.message),
      args: place.args,
      marked: marked(document, place),
    })),
  }));
  const expected = test.errors.map((error, index) => ({
    message: error.message,
    args: inEach(error.args ?? [], testVocabulary),
    marked: marked(document, marks[index]),
    related: (error.related ?? []).map(({ message, args = [], mark = 0 }) => ({
      message,
      args,
      marked: marked(document, related[mark]),
    })),
  }));
  assert.deepEqual(found, expected);
  assert.equal(marks.length, test.errors.length, 'as many [[marks]] as errors');
  for (const { severity } of problems) assert.equal(severity, rule.severity);

  const fixes = problems.map((problem) => fixesFor(problem, document));
  for (const [index, offered] of fixes.entries()) {
    const suggested = offered.filter(({ preferred }) => !preferred);
    assert.ok(offered.length - suggested.length <= 1, 'more than one preferred fix');
    checkSuggestions(rule, suggested, test.errors[index]!.suggestions ?? [], document, testVocabulary);
  }
  const preferred = fixes.flat().filter((fix) => fix.preferred);
  if (test.output === null) return assert.deepEqual(preferred.map(titleOf), []);
  assert.ok(preferred.length > 0, 'no preferred fix');
  const fixed = preferred.reduce(after(document), document);
  assert.equal(resultOf(fixed, preferred[0]!), outputText(test.output, testVocabulary));
  const left = problemsOf(rule, fixed);
  assert.equal(left.length, test.leaves ?? 0, left.map(shownIn(fixed)).join('\n'));
  assert.deepEqual(broughtBy(document, fixed, testVocabulary), []);
}

function checkSuggestions(
  rule: Rule,
  found: readonly Fix[],
  expected: readonly Suggestion[],
  document: RuleDocument,
  testVocabulary: TestVocabulary,
): void {
  assert.deepEqual(
    found.map(titleOf),
    expected.map(({ title }) => inEach(title, testVocabulary)),
  );
  for (const [index, { output, snippet, brings = [], leaves = 0 }] of expected.entries()) {
    const fix = found[index]!;
    const fixed = after(document)(document, fix);
    assert.equal(resultOf(fixed, fix), outputText(output, testVocabulary));
    const snippets = fix.change.kind === 'edit' ? fix.change.edits.flatMap((edit) => edit.snippet ?? []) : [];
    assert.deepEqual(snippets, snippet === undefined ? [] : [inEach(snippet, testVocabulary)]);
    const left = problemsOf(rule, fixed);
    assert.equal(left.length, leaves, left.map(shownIn(fixed)).join('\n'));
    assert.deepEqual(broughtBy(document, fixed, testVocabulary), brings);
  }
}

/** An example has no problems by any rule of the default preset. */
function checkValidExample(rule: Rule, example: Example, testVocabulary: TestVocabulary): void {
  const { document } = prepared({ ...example, name: example.title, code: example.publication }, testVocabulary);
  assert.deepEqual(problemsWith(rule, document).map(shownIn(document)), []);
}

function checkInvalidExample(rule: Rule, example: Example, testVocabulary: TestVocabulary): void {
  const { document } = prepared({ ...example, name: example.title, code: example.publication }, testVocabulary);
  const problems = problemsWith(rule, document);
  assert.deepEqual(
    problems.map(({ code }) => code),
    [rule.id],
  );
  const fixes = fixesFor(problems[0]!, document);
  assert.ok(fixes.filter(({ preferred }) => preferred).length <= 1);
  for (const fix of fixes) {
    const fixed = after(document)(document, fix);
    assert.deepEqual(wellFormednessProblems(fixed.tree), []);
    if (fix.preferred) assert.deepEqual(problemsWith(rule, fixed).map(shownIn(fixed)), []);
  }
}

interface Prepared {
  readonly document: RuleDocument;
  readonly errors: readonly Range[];
  readonly related: readonly Range[];
}

function prepared(test: ValidCase, testVocabulary: TestVocabulary): Prepared {
  const { text, errors, related } = unmarked(textOf(test.code, testVocabulary));
  const tree = parse(text);
  assert.deepEqual(wellFormednessProblems(tree), []);
  const { vocabulary } = testVocabulary;
  const { entry } = publicationOf(tree, vocabulary)!;
  const convention = expectedName(parsePattern(vocabulary.profile.fileName.pattern)!, (role) =>
    role === 'vendor-id' ? undefined : entry.value(role),
  );
  const published = instantOf(entry.value('published') ?? '') ?? 0;
  const { fileName = convention, now, previous, doubtful, others, files, options, isOwner, suppliers } = test;
  const document: RuleDocument = {
    tree,
    vocabulary,
    fileName: inEach(fileName, testVocabulary),
    now: now === null ? undefined : now === undefined ? published + 60_000 : instantOf(now)!,
    previous: previous && editionOf(previous, vocabulary),
    doubtful: doubtful && [
      { ...doubtful, edition: { ...editionOf(doubtful.publication, vocabulary), name: 'other.xml' } },
    ],
    others:
      files === undefined
        ? others && { complete: others.complete, describes: (id) => others.patches.includes(id) }
        : othersIn(files, testVocabulary),
    options,
    isOwner,
    suppliers: suppliers && filesOf(suppliers, testVocabulary).suppliers(vocabulary),
    preset: 'full',
  };
  return { document, errors, related };
}

function othersIn(files: Readonly<Record<string, Draft<'publication'>>>, testVocabulary: TestVocabulary): OtherFiles {
  const index = filesOf(files, testVocabulary);
  return {
    complete: true,
    describes: (id, vendor) => index.files.some((file) => file.describes(id, vendor)),
    spellings: index.spellings(testVocabulary.vocabulary.identity),
  };
}

function filesOf(
  files: Readonly<Record<string, Draft<'publication'>>>,
  testVocabulary: TestVocabulary,
): OtherPublications {
  const { vocabulary } = testVocabulary;
  const texts = Object.entries(files).map(([name, draft]) => [`file:///${name}`, writePublication(draft, vocabulary)]);
  return indexOf(Object.fromEntries(texts) as Record<string, string>, testVocabulary).others(null);
}

function problemsOf(rule: Rule, document: RuleDocument): Problem[] {
  return ruleProblems(document.tree, document.vocabulary, { ...document, isWanted: (id) => id === rule.id });
}

/** The problems of the rules of the default preset and of one rule. */
function problemsWith(rule: Rule, document: RuleDocument): Problem[] {
  return ruleProblems(document.tree, document.vocabulary, document).filter(
    ({ code }) => code === rule.id || ruleById(code)!.preset !== 'full',
  );
}

/** The codes of problems that a fix has added, including those of XML and the schema. */
function broughtBy(before: RuleDocument, fixed: RuleDocument, testVocabulary: TestVocabulary): string[] {
  assert.deepEqual(wellFormednessProblems(fixed.tree), []);
  const known = allCodes(before, testVocabulary);
  return allCodes(fixed, testVocabulary).filter((code) => {
    const at = known.indexOf(code);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

function allCodes(document: RuleDocument, testVocabulary: TestVocabulary): string[] {
  const governed = diagnostics(documentIn(testVocabulary, document.tree.text()));
  const ruled = ruleProblems(document.tree, document.vocabulary, document);
  return [...governed.filter(({ code }) => ruleById(code) === undefined), ...ruled].map(({ code }) => code);
}

/** Returns a function that applies a fix after others; edits that overlap with earlier ones are left out. */
function after(original: RuleDocument): (document: RuleDocument, fix: Fix) => RuleDocument {
  const done: Extract<Fix['change'], { kind: 'edit' }>['edits'][number][] = [];
  return (document, { change }) => {
    if (change.kind === 'rename-file') return { ...document, fileName: change.fileName };
    if (!change.edits.some((edit) => done.some(({ start, end }) => edit.start < end && start < edit.end))) {
      done.push(...change.edits);
    }
    return { ...document, tree: parse(edited(original.tree.text(), done)) };
  };
}

function resultOf(document: RuleDocument, { change }: Fix): string | null {
  return change.kind === 'edit' ? document.tree.text() : document.fileName;
}

function outputText(output: Output, testVocabulary: TestVocabulary): string {
  if (typeof output === 'object' && 'fileName' in output) return inEach(output.fileName, testVocabulary);
  return textOf(output, testVocabulary);
}

function textOf(code: Code, testVocabulary: TestVocabulary): string {
  return typeof code === 'string' ? named(code, testVocabulary) : writePublication(code, testVocabulary.vocabulary);
}

const TAG = /<(\/?)(\[\[|\{\{)?([a-z][a-z-]*)(\]\]|\}\})?((?:\s+[\w:-]+\s*=\s*"[^"]*")*)(\s*\/?)>/g;

/** Literal XML with the names of a vocabulary instead of the roles. */
function named(code: string, { vocabulary, prefix, namespace }: TestVocabulary): string {
  const open: Container[] = [];
  return code.replace(TAG, (_, close: string, openMark = '', role: string, closeMark = '', attributes: string, end) => {
    const isContainer = (CONTAINERS as readonly string[]).includes(role);
    if (isContainer && close !== '') open.pop();
    const within = open.at(-1);
    const name = within === undefined ? vocabulary.rootName : vocabulary.nameOf(within, role as never);
    assert.ok(name !== undefined, `no ${role} in ${within}`);
    if (isContainer && close === '' && !String(end).includes('/')) open.push(role as Container);
    const isRoot = within === undefined && close === '' && namespace !== '';
    const declaration = isRoot ? ` xmlns:${prefix.slice(0, -1)}="${namespace}"` : '';
    const renamed = attributes.replace(
      /[\w:-]+(?=\s*=\s*")/g,
      (attribute) => vocabulary.attributeName(attribute as AttributeRole) ?? attribute,
    );
    return `<${close}${openMark}${prefix}${name}${closeMark}${declaration}${renamed}${end}>`;
  });
}

type Range = Pick<Problem, 'start' | 'end'>;

/** A text without `[[`, `]]`, `{{` and `}}`, and the ranges between them in document order. */
function unmarked(text: string): { text: string; errors: Range[]; related: Range[] } {
  const open: { readonly start: number; readonly kind: string }[] = [];
  const found: { readonly kind: string; readonly range: Range }[] = [];
  let plain = '';
  for (const piece of text.split(/(\[\[|\]\]|\{\{|\}\})/)) {
    if (piece === '[[' || piece === '{{') open.push({ start: plain.length, kind: piece });
    else if (piece === '}}' || (piece === ']]' && open.length > 0)) {
      // Without an open mark, ]] ends a CDATA section.
      const { start, kind } = open.pop()!;
      assert.equal(kind, piece === ']]' ? '[[' : '{{');
      found.push({ kind, range: { start, end: plain.length } });
    } else plain += piece;
  }
  assert.equal(open.length, 0, 'a mark without end');
  found.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const of = (wanted: string) => found.filter(({ kind }) => kind === wanted).map(({ range }) => range);
  return { text: plain, errors: of('[['), related: of('{{') };
}

function marked({ tree }: RuleDocument, range: Range | undefined): string {
  return range === undefined ? 'not marked' : `${range.start}: ${tree.slice(range.start, range.end)}`;
}

function shownIn({ tree }: RuleDocument): (problem: Problem) => string {
  return ({ code, start, end, message, args }) => `${code} "${tree.slice(start, end)}" ${render(message, args)}`;
}

function titleOf({ title, args }: Fix): string {
  return render(title, args);
}

function keyOf({ messages }: Rule, template: string): string | undefined {
  return Object.keys(messages).find((key) => messages[key] === template);
}

function inEach<T>(value: InEach<T>, testVocabulary: TestVocabulary): T {
  return typeof value === 'function' ? (value as (vocabulary: TestVocabulary) => T)(testVocabulary) : value;
}
