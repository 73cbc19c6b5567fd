/**
 * Goes over the bytes of a document once and cuts it into pieces: runs of siblings that are beyond doubt well-formed and
 * valid, of which a summary will do, and the rest, which is for the parser and the validator of trees. So mistakes are
 * found here, and said there: whatever is reported comes from one implementation.
 *
 * The elements that are open when a run is put away form the spine; their tags are part of the rest. The children of its
 * innermost element are looked at one by one. One that grows too long becomes the next of the spine.
 */
import type { Schema } from '../components';
import { Run } from '../validate/run';
import { validatorOf } from '../validate/validate';
import { isDirectiveIn } from '../../xml/directives';
import { EMPTY_ENTITIES } from '../../xml/entities';
import { rootElement } from '../../xml/locate';
import { UTF_8 } from '../../xml/encodings/registry';
import type { ElementNode } from '../../xml/nodes';
import { parse } from '../../xml/parser';
import { ByteScanner, ByteToken, ValueFlag } from '../../xml/stream/byteScanner';
import type { ByteSource } from '../../xml/stream/source';
import type { Observer } from './observer';
import { Pieces } from './pieces';
import { Content, type Plan, type Row, type RowStep } from './plans';
import { indentAt, nextStartTag } from './recovery';
import { Spine } from './spine';
import { TrailBlazer } from './trails';
import { SURVEY_OPTIONS, type Surveyed, type SurveyOptions } from './surveyed';

/**
 * The pieces of a document, in order.
 * @param source without a byte order mark
 * @param schema `null`: nothing has to be valid, only well-formed
 */
export function survey<T>(
  source: ByteSource,
  schema: Schema | null,
  options: SurveyOptions = SURVEY_OPTIONS,
  observer: Observer<T> | null = null,
): Surveyed<T> {
  return new Survey(source, schema, options, observer).run();
}

class Survey<T> {
  readonly #scanner: ByteScanner;
  readonly #pieces: Pieces<T>;

  /** At index n the plan and the state of the open element of depth n; the root's depth is 1. */
  readonly #planAt: Plan[] = [];
  readonly #rowAt: Row[] = [];
  readonly #spine: Spine;

  /** The child of the spine's end that is being read, or was read last. */
  #childStart = -1;
  #childTagEnd = 0;
  #childUnits = 0;
  #childName = -1;
  #childRow: Row | null = null;
  #childTaker = '';
  #inQuestion = false;
  #isPrefixed = false;
  /** How many stretches of text the innermost element has had. */
  #texts = 0;
  /** The step over the innermost element, where it holds a value; `null` where it is in question whether that is one. */
  #value: RowStep | null = null;
  readonly #blazer: TrailBlazer;

  constructor(
    private readonly source: ByteSource,
    schema: Schema | null,
    private readonly options: SurveyOptions,
    private readonly observer: Observer<T> | null,
  ) {
    this.#scanner = new ByteScanner(source, options.chunk);
    this.#pieces = new Pieces(this.#scanner, options, observer);
    const validation = schema && new Run(validatorOf(schema).facts, EMPTY_ENTITIES);
    this.#spine = new Spine(validation, this.#scanner.names);
    this.#blazer = new TrailBlazer(this.#scanner, { plans: this.#planAt, rows: this.#rowAt });
  }

  run(): Surveyed<T> {
    if (this.#begin()) while (this.#step());
    this.#pieces.solidTo(this.source.size);
    return this.#pieces.all;
  }

  /** Reads up to the root's start tag. False where the parser has to see all of the document. */
  #begin(): boolean {
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
        this.#blazer.stop();
        if (depth > 0) this.#text(depth);
        if (this.#value !== null) this.#follow(depth);
        return true;
      case ByteToken.Comment:
        if (isDirectiveIn(scanner.bytes, scanner.start, scanner.end)) this.#directive(depth);
        else this.#aside(depth);
        return true;
      case ByteToken.ProcessingInstruction:
        this.#aside(depth);
        return true;
      case ByteToken.More:
        if (this.#isLonger(depth, this.options.child)) this.#enterChild();
        else if (scanner.ahead > this.options.token) return false;
        else scanner.refill();
        return true;
      case ByteToken.End:
        return false;
      case ByteToken.Doubtful:
        return this.#recover(depth);
    }
  }

  /** @param depth of the element that it stands in */
  #startTag(depth: number): boolean {
    const scanner = this.#scanner;
    // A second root.
    if (depth === 0) return false;
    const isChild = depth === this.#spine.depth;
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
    if (isChild) this.#childTaker = step?.taker ?? '';
    if (step !== null) this.#rowAt[depth] = step.target;
    if (plan === null) {
      this.#inQuestion = true;
      plan = row.plan.plans.unjudged;
    } else if ((scanner.attributeCount > 0 || plan.needsAttributes) && !plan.acceptsAttributes(scanner)) {
      this.#inQuestion = true;
      // What the name means may be said by the tag itself.
      if (isChild) this.#rowAt[depth] = this.#spine.rowBehind(this.#childTag(), row) ?? this.#rowAt[depth]!;
    }
    this.#texts = 0;
    this.#planAt[depth + 1] = plan;
    this.#rowAt[depth + 1] = plan.start;
    if (!this.#inQuestion) this.observer?.open(depth - this.#spine.depth, scanner);
    this.#value = plan.content === Content.Text && !this.#inQuestion ? step : null;
    if (isChild || this.#inQuestion || scanner.depth === depth) this.#blazer.stop();
    else this.#blazer.enter(depth + 1, this.#value);
    if (scanner.depth === depth) {
      this.#checkEnd(depth + 1);
      if (!this.#inQuestion) this.observer?.close(depth - this.#spine.depth, scanner);
      if (isChild) this.#endChild();
    }
    return true;
  }

  #endTag(depth: number): void {
    this.#checkEnd(depth);
    this.#blaze(depth);
    if (depth > this.#spine.depth && !this.#inQuestion)
      this.observer?.close(depth - 1 - this.#spine.depth, this.#scanner);
    if (depth - 1 === this.#spine.depth) this.#endChild();
    else if (depth === this.#spine.depth) {
      this.#pieces.solidTo(this.#scanner.place(this.#scanner.end));
      this.#spine.leave();
      this.#pieces.path = this.#spine.path;
      this.#inQuestion = false;
      this.observer?.leave();
    }
  }

  /** Takes the end tag of an element onto a trail. */
  #blaze(depth: number): void {
    const value = this.#value;
    this.#value = null;
    if (this.#inQuestion || depth - 1 <= this.#spine.depth) this.#blazer.stop();
    else if (value === null) this.#blazer.leave(depth);
    else this.#blazer.begin(value, depth);
  }

  /** Goes to the next value on a trail, if a known one leads on. @param depth of the value's element */
  #follow(depth: number): void {
    const scanner = this.#scanner;
    const trail = this.#inQuestion ? null : this.#value!.trails.ahead(scanner, depth, this.#rowAt);
    if (trail === null) return;
    const start = scanner.end;
    const stem = depth - trail.up;
    // Children of the spine's end are looked at more closely.
    if (stem <= this.#spine.depth) return;
    const outer = this.#spine.depth + 1;
    for (const tag of trail.tags) {
      scanner.tell(tag, start + tag.start, start + tag.end);
      const level = depth + tag.depth - outer;
      if (tag.kind === ByteToken.StartTag) this.observer?.open(level, scanner);
      else this.observer?.close(level, scanner);
    }
    scanner.countBreaks(trail.breaks, start + trail.lineStart);
    const { plans, rows } = trail.after;
    for (let i = 0; i < rows.length; i++) {
      this.#planAt[stem + i] = plans[i]!;
      this.#rowAt[stem + i] = rows[i]!;
    }
    this.#texts = 0;
    this.#value = trail.value;
  }

  /** Whether an element may end: its content is complete. */
  #checkEnd(depth: number): void {
    const plan = this.#planAt[depth]!;
    if (!this.#rowAt[depth]!.mayEnd) this.#inQuestion = true;
    if (
      plan.content === Content.Text &&
      plan.text !== null &&
      this.#texts === 0 &&
      !plan.text.accepts(NO_BYTES, 0, 0, 0)
    ) {
      this.#inQuestion = true;
    }
    // The text behind a child is not the first of its parent.
    this.#texts = 1;
  }

  #endChild(): void {
    if (this.#inQuestion || this.observer?.keeps(this.#childName)) {
      this.#pieces.solidTo(this.#scanner.place(this.#scanner.end));
    } else {
      this.#pieces.take(this.#childUnits);
      this.#pieces.extend(this.#planAt[this.#spine.depth]!, this.#childName, this.#childTaker, this.#isPrefixed);
    }
    this.#scanner.keep = Infinity;
    this.#inQuestion = false;
  }

  #text(depth: number): void {
    const isClean = this.#isTextClean(this.#planAt[depth]!);
    if (depth > this.#spine.depth) this.#inQuestion ||= !isClean;
    else if (isClean) this.#extend();
    else this.#pieces.solidTo(this.#scanner.place(this.#scanner.end));
  }

  #isTextClean({ content, text }: Plan): boolean {
    if (this.#scanner.textFlags !== 0 || this.#scanner.kind === ByteToken.CData) this.#noteText();
    if (content === Content.Nothing || content === Content.Elements) return false;
    if (text === null) return true;
    const { kind, textFlags, bytes, start, end } = this.#scanner;
    // A value in several parts, or one that is written in another way than it is, is put together by those who can.
    if (kind === ByteToken.CData || textFlags !== 0 || this.#texts++ > 0) return false;
    return text.accepts(bytes, start, end, this.#scanner.textHash);
  }

  /** Tells the observer of text that is written in another way than it is. */
  #noteText(): void {
    const { kind, textFlags } = this.#scanner;
    if (kind === ByteToken.CData || (textFlags & ValueFlag.NeedsNormalising) !== 0) this.observer?.unusual();
    else this.observer?.references();
  }

  /** Keeps a comment that says what not to report, with the child that it stands in. */
  #directive(depth: number): void {
    if (depth === 0) return;
    this.observer?.unusual();
    if (depth === this.#spine.depth) this.#pieces.solidTo(this.#scanner.place(this.#scanner.end));
    else this.#inQuestion = true;
  }

  /** Takes a comment or a processing instruction. */
  #aside(depth: number): void {
    if (depth === 0) return;
    this.observer?.unusual();
    if (depth === this.#spine.depth) this.#extend();
    else if (this.#planAt[depth]!.text !== null) this.#inQuestion = true;
  }

  /** The run takes what is no element. */
  #extend(): void {
    this.#pieces.extend(this.#planAt[this.#spine.depth]!, -1, '', false);
  }

  /** Whether the child that is being read has become so long, and its own children can be looked at one by one. */
  #isLonger(depth: number, length: number): boolean {
    const child = this.#spine.depth + 1;
    if (depth < child || this.#scanner.place(this.#scanner.end) - this.#childStart <= length) return false;
    return this.#planAt[child]!.content >= Content.Elements;
  }

  /** Makes the child that is being read the innermost element of the spine, and goes back to behind its start tag. */
  #enterChild(): void {
    const node = this.#childTag();
    const plan = this.#spine.enter(node, this.#childRow);
    const { depth } = this.#spine;
    this.#planAt[depth] = plan;
    this.#rowAt[depth] = plan.start;
    this.#goTo(this.#childTagEnd, depth);
    this.#pieces.solidTo(this.#childTagEnd);
    this.#pieces.path = this.#spine.path;
    this.#childName = -1;
    this.observer?.enter(node, this.#spine.scope);
  }

  /** Goes on at a place of the document, in an element of that depth. */
  #goTo(place: number, depth: number): void {
    this.#blazer.stop();
    this.#value = null;
    this.#scanner.keep = Infinity;
    this.#scanner.seek(place, depth);
  }

  /** The child that is being read, as far as its start tag. */
  #childTag(): ElementNode {
    const bytes = this.#scanner.reread(this.#childStart, this.#childTagEnd);
    return rootElement(parse(UTF_8.decode(bytes).text))!.node;
  }

  /** Goes on behind something doubtful, at the next sibling of the child that it stands in or behind; false for none. */
  #recover(depth: number): boolean {
    if (this.#isLonger(depth, this.options.run)) {
      // Among its own children there are nearer siblings to go on at.
      this.#enterChild();
      return true;
    }
    if (this.#childName < 0) return false;
    const { source } = this;
    const name = this.#scanner.names.texts[this.#childName]!;
    const from = this.#scanner.place(this.#scanner.start);
    const at = nextStartTag(source, from + 1, name, indentAt(source, this.#childStart));
    if (at < 0) return false;
    this.#goTo(at, this.#spine.depth);
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
