/**
 * Goes over the bytes of a document once and cuts it into pieces: runs of siblings that are beyond doubt well-formed and
 * valid, of which a summary will do, and the rest, which is for the parser and the validator of trees. So mistakes are
 * found here, and said there: whatever is reported comes from one implementation.
 *
 * The elements that are open when a run is put away form the spine; their tags are part of the rest. The children of its
 * innermost element are looked at one by one. One that grows too long becomes the next of the spine.
 */
import type { ComplexType, Schema } from '../components';
import type { State } from '../contentModel/contentModel';
import { Run, xsiAttributes } from '../validate/run';
import { validatorOf } from '../validate/validate';
import { EMPTY_ENTITIES } from '../../xml/entities';
import { rootElement } from '../../xml/locate';
import { Scope } from '../../xml/namespaces';
import { UTF_8 } from '../../xml/encodings/registry';
import type { ElementNode } from '../../xml/nodes';
import { parse } from '../../xml/parser';
import { ByteScanner, ByteToken } from '../../xml/stream/byteScanner';
import type { Segment } from '../../xml/stream/segments';
import type { ByteSource } from '../../xml/stream/source';
import type { Observer } from './observer';
import { Pieces } from './pieces';
import { Content, Plans, type Plan, type Row } from './plans';
import { indentAt, nextStartTag } from './recovery';

/** What is to be remembered of a run of clean siblings. */
export interface CleanRun<T> {
  readonly scope: Scope;
  /** Of the parent; `null` where there is no schema. */
  readonly type: ComplexType | null;
  readonly before: State | null;
  readonly behind: State | null;
  /** What the observer noted of it. */
  readonly observed: T | null;
}

/** Sizes in bytes. They change what it costs, and nothing of what is found. */
export interface SurveyOptions {
  /** How much is read at once. */
  readonly chunk: number;
  /** How long a run gets before it is put away. */
  readonly run: number;
  /** A shorter run is kept as it is. */
  readonly shortestRun: number;
  /** How long a child may get before its own children are looked at one by one. */
  readonly child: number;
}

export const SURVEY_OPTIONS: SurveyOptions = { chunk: 1 << 16, run: 1 << 17, shortestRun: 1 << 12, child: 1 << 18 };

/**
 * The pieces of a document.
 * @param source without a byte order mark
 * @param schema `null`: nothing has to be valid, only well-formed
 */
export function survey<T>(
  source: ByteSource,
  schema: Schema | null,
  options: SurveyOptions = SURVEY_OPTIONS,
  observer: Observer<T> | null = null,
): readonly Segment<CleanRun<T>>[] {
  return new Survey(source, schema, options, observer).pieces();
}

class Survey<T> {
  readonly #scanner: ByteScanner;
  readonly #pieces: Pieces<T>;
  readonly #run: Run | null;
  readonly #plans = new Map<Scope, Plans>();

  /** At index n the plan and the state of the open element of depth n; the root's depth is 1. */
  readonly #planAt: Plan[] = [];
  readonly #rowAt: Row[] = [];
  /** The scopes of the elements of the spine, and that of the document. */
  readonly #spine: Scope[] = [Scope.ROOT];

  /** The child of the spine's end that is being read, or was read last. */
  #childStart = -1;
  #childTagEnd = 0;
  #childUnits = 0;
  #childName = -1;
  #childRow: Row | null = null;
  #inQuestion = false;
  #isPrefixed = false;
  /** How many stretches of text the innermost element has had. */
  #texts = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly schema: Schema | null,
    private readonly options: SurveyOptions,
    private readonly observer: Observer<T> | null,
  ) {
    this.#scanner = new ByteScanner(source, options.chunk);
    this.#pieces = new Pieces(this.#scanner, options, observer);
    this.#run = schema && new Run(validatorOf(schema).facts, EMPTY_ENTITIES);
  }

  pieces(): readonly Segment<CleanRun<T>>[] {
    if (this.#begin()) while (this.#step());
    this.#pieces.solidTo(this.source.size);
    return this.#pieces.all;
  }

  /** The depth of the spine's innermost element. */
  get #end(): number {
    return this.#spine.length - 1;
  }

  /** Reads up to the root's start tag. False where the parser has to see all of the document. */
  #begin(): boolean {
    // Keys are tables over a whole document.
    if (this.schema !== null && this.schema.identityConstraints.size > 0) return false;
    const scanner = this.#scanner;
    const behind = endOfDeclaration(scanner.reread(0, LONGEST_DECLARATION));
    if (behind < 0) return false;
    scanner.seek(behind, 0);
    for (;;) {
      switch (scanner.next()) {
        case ByteToken.More:
          scanner.refill();
          break;
        case ByteToken.Blank:
        case ByteToken.Comment:
        case ByteToken.ProcessingInstruction:
          break;
        case ByteToken.StartTag:
          this.#childStart = scanner.place(scanner.start);
          this.#childTagEnd = scanner.place(scanner.end);
          this.#enterChild();
          return true;
        default:
          return false;
      }
    }
  }

  /** Takes one token; false where nothing is left to be looked at. */
  #step(): boolean {
    const scanner = this.#scanner;
    const depth = scanner.depth;
    switch (scanner.next()) {
      case ByteToken.StartTag:
      case ByteToken.EmptyElementTag:
        return this.#startTag(depth);
      case ByteToken.EndTag:
        this.#endTag(depth);
        return true;
      case ByteToken.Blank:
        if (depth > 0 && this.#planAt[depth]!.content < Content.Elements) this.#text(depth);
        return true;
      case ByteToken.Text:
      case ByteToken.CData:
        if (depth > 0) this.#text(depth);
        return true;
      case ByteToken.Comment:
      case ByteToken.ProcessingInstruction:
        this.#aside(depth);
        return true;
      case ByteToken.More:
        if (this.#isTooLong(depth)) this.#enterChild();
        else scanner.refill();
        return true;
      case ByteToken.End:
        return false;
      case ByteToken.Doubtful:
        return this.#recover();
    }
  }

  /** @param depth of the element that it stands in */
  #startTag(depth: number): boolean {
    const scanner = this.#scanner;
    // A second root.
    if (depth === 0) return false;
    const isChild = depth === this.#end;
    const row = this.#rowAt[depth]!;
    if (isChild) {
      this.#childStart = scanner.place(scanner.start);
      this.#childTagEnd = scanner.place(scanner.end);
      this.#childName = scanner.name;
      this.#childRow = row;
      this.#inQuestion = false;
      this.#isPrefixed = false;
      this.#childUnits = scanner.startUnits;
      if (this.observer !== null) scanner.keep = this.#childStart;
    }
    if (scanner.isPrefixed) this.#isPrefixed = true;
    const step = row.steps[scanner.name] ?? row.plan.step(row, scanner.name);
    let plan = step?.plan ?? null;
    if (step !== null) this.#rowAt[depth] = step.target;
    if (plan === null) {
      this.#inQuestion = true;
      plan = row.plan.plans.unjudged;
    } else if ((scanner.attributeCount > 0 || plan.needsAttributes) && !plan.acceptsAttributes(scanner)) {
      this.#inQuestion = true;
      // What the name means may be said by the tag itself.
      if (isChild) this.#stepAgain(row);
    }
    this.#texts = 0;
    this.#planAt[depth + 1] = plan;
    this.#rowAt[depth + 1] = plan.start;
    if (!this.#inQuestion) this.observer?.open(depth - this.#end, scanner);
    if (scanner.depth === depth) {
      this.#checkEnd(depth + 1);
      if (!this.#inQuestion) this.observer?.close(depth - this.#end, scanner);
      if (isChild) this.#endChild();
    }
    return true;
  }

  /** Steps over the child whose start tag was read last once more, by what its name means in its own scope. */
  #stepAgain(row: Row): void {
    const depth = this.#end;
    const node = this.#childTag();
    const scope = this.#spine[depth]!.enter(node);
    if (this.#run === null || scope === this.#spine[depth]) return;
    const step = row.plan.stepOver(row, this.#run.facts.elementName(node.name, scope));
    this.#rowAt[depth] = step?.target ?? row;
  }

  #endTag(depth: number): void {
    this.#checkEnd(depth);
    if (depth > this.#end && !this.#inQuestion) this.observer?.close(depth - 1 - this.#end, this.#scanner);
    if (depth - 1 === this.#end) this.#endChild();
    else if (depth === this.#end) {
      this.#pieces.solidTo(this.#scanner.place(this.#scanner.end));
      this.#spine.pop();
      this.#inQuestion = false;
      this.observer?.leave();
    }
  }

  /** Whether an element may end: its content is complete. */
  #checkEnd(depth: number): void {
    const plan = this.#planAt[depth]!;
    if (!this.#rowAt[depth]!.mayEnd) this.#inQuestion = true;
    if (
      plan.content === Content.Text &&
      plan.text !== null &&
      this.#texts === 0 &&
      !plan.text.accepts(NO_BYTES, 0, 0)
    ) {
      this.#inQuestion = true;
    }
    // The text behind a child is not the first of its parent.
    this.#texts = 1;
  }

  #endChild(): void {
    const row = this.#childRow!;
    if (this.#inQuestion || this.observer?.keeps(this.#childName)) {
      this.#pieces.solidTo(this.#scanner.place(this.#scanner.end));
    } else {
      this.#pieces.take(this.#childUnits);
      this.#pieces.extend(this.#childName, row, this.#rowAt[this.#end]!, this.#isPrefixed);
    }
    this.#scanner.keep = Infinity;
    this.#inQuestion = false;
  }

  #text(depth: number): void {
    const isClean = this.#isTextClean(this.#planAt[depth]!);
    if (depth > this.#end) this.#inQuestion ||= !isClean;
    else if (isClean) this.#extend();
    else this.#pieces.solidTo(this.#scanner.place(this.#scanner.end));
  }

  #isTextClean({ content, text }: Plan): boolean {
    if (this.#scanner.textFlags !== 0 || this.#scanner.kind === ByteToken.CData) this.observer?.unusual();
    if (content === Content.Nothing || content === Content.Elements) return false;
    if (text === null) return true;
    const { kind, textFlags, bytes, start, end } = this.#scanner;
    // A value in several parts, or one that is written in another way than it is, is put together by those who can.
    if (kind === ByteToken.CData || textFlags !== 0 || this.#texts++ > 0) return false;
    return text.accepts(bytes, start, end);
  }

  /** Takes a comment or a processing instruction. */
  #aside(depth: number): void {
    if (depth === 0) return;
    this.observer?.unusual();
    if (depth === this.#end) this.#extend();
    else if (this.#planAt[depth]!.text !== null) this.#inQuestion = true;
  }

  /** The run takes what is no element. */
  #extend(): void {
    const row = this.#rowAt[this.#end]!;
    this.#pieces.extend(-1, row, row, false);
  }

  /** Whether the child that is being read has become so long that its own children had better be looked at one by one. */
  #isTooLong(depth: number): boolean {
    const { length } = this.#spine;
    if (depth < length || this.#scanner.place(this.#scanner.end) - this.#childStart <= this.options.child) return false;
    return this.#planAt[length]!.content >= Content.Elements;
  }

  /** Makes the child that is being read the innermost element of the spine, and goes back to behind its start tag. */
  #enterChild(): void {
    const node = this.#childTag();
    const scope = this.#spine.at(-1)!.enter(node);
    const plan = this.#planOf(node, scope);
    this.#spine.push(scope);
    const depth = this.#end;
    this.#planAt[depth] = plan;
    this.#rowAt[depth] = plan.start;
    this.#scanner.keep = Infinity;
    this.#scanner.seek(this.#childTagEnd, depth);
    this.#pieces.solidTo(this.#childTagEnd);
    this.#childName = -1;
    this.observer?.enter(node, scope);
  }

  /** The plan for the content of the child that is being read. */
  #planOf(node: ElementNode, scope: Scope): Plan {
    const plans = this.#plansIn(scope);
    const xsi = xsiAttributes(node, scope);
    if (this.#run === null || xsi.type !== undefined || xsi.nil !== undefined) return plans.unjudged;
    const { facts } = this.#run;
    const name = facts.elementName(node.name, scope);
    if (this.#end === 0) {
      const declaration = facts.schema.elements.get(name.key);
      return (declaration && plans.of(declaration)) ?? plans.unjudged;
    }
    const step = this.#childRow!.plan.modelStep(this.#childRow!, name);
    return (step && plans.ofStep(step, name)) ?? plans.unjudged;
  }

  #plansIn(scope: Scope): Plans {
    let plans = this.#plans.get(scope);
    if (plans === undefined) this.#plans.set(scope, (plans = new Plans(this.#run, this.#scanner.names, scope)));
    return plans;
  }

  /** The child that is being read, as far as its start tag. */
  #childTag(): ElementNode {
    const bytes = this.#scanner.reread(this.#childStart, this.#childTagEnd);
    return rootElement(parse(UTF_8.decode(bytes).text))!.node;
  }

  /** Goes on behind something doubtful, at the next sibling of the child that it stands in or behind; false for none. */
  #recover(): boolean {
    if (this.#childName < 0) return false;
    const { source } = this;
    const name = this.#scanner.names.texts[this.#childName]!;
    const from = this.#scanner.place(this.#scanner.start);
    const at = nextStartTag(source, from + 1, name, indentAt(source, this.#childStart));
    if (at < 0) return false;
    this.#scanner.keep = Infinity;
    this.#scanner.seek(at, this.#end);
    this.#pieces.solidTo(at);
    this.#inQuestion = false;
    return true;
  }
}

const NO_BYTES = new Uint8Array(0);
/** How far into a document its XML declaration is looked for, in bytes. */
const LONGEST_DECLARATION = 1024;

/** Where a document's XML declaration ends; 0 where there is none, -1 where the parser had better look. */
function endOfDeclaration(bytes: Uint8Array): number {
  const head = String.fromCharCode(...bytes);
  if (!/^<\?xml[ \t\r\n]/.test(head)) return 0;
  const end = head.indexOf('?>');
  return end < 0 ? -1 : end + 2;
}
