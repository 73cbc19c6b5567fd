/** The pieces of a document in the making: what is put away already, and behind it the run of clean siblings that grows. */
import type { ByteScanner } from '../../xml/stream/byteScanner';
import { Segments, type Segment } from '../../xml/stream/segments';
import type { CleanRun, SurveyOptions } from './surveyed';
import type { Observer } from './observer';
import type { CleanElements } from '../validate/cleanSiblings';
import type { Plan } from './plans';

export class Pieces<T> {
  /** The names of the elements around the run, from the root. */
  path: readonly string[] = [];
  readonly #segments = new Segments<CleanRun<T>>();

  /** Up to here all is in segments, and this was counted there. */
  #done = 0;
  #doneUnits = 0;
  #doneBreaks = 0;

  /** The run goes from there to here; it is empty while it has no children. */
  #end = 0;
  #units = 0;
  #breaks = 0;
  #lineStart = 0;
  #count = 0;
  #parent: Plan | null = null;
  #isPrefixed = false;
  #elements: CleanElements[] = [];
  #lastName = -1;
  #lastTaker = '';

  constructor(
    private readonly scanner: ByteScanner,
    private readonly options: SurveyOptions,
    private readonly observer: Observer<T> | null,
  ) {}

  get all(): readonly Segment<CleanRun<T>>[] {
    return this.#segments.all;
  }

  /** The observer notes what there is to note of the child that has ended; `units` are those in front of it. */
  take(units: number): void {
    this.observer?.take(units - this.#doneUnits, this.scanner);
  }

  /**
   * The run takes what was read up to the scanner's end.
   * @param parent the plan for what it stands in
   * @param name of the element that ends there; -1 for another child
   * @param taker of the element, see `takerOf`
   */
  extend(parent: Plan, name: number, taker: string, isPrefixed: boolean): void {
    const { scanner } = this;
    this.#count++;
    this.#parent = parent;
    this.#end = scanner.place(scanner.end);
    this.#units = scanner.units;
    this.#breaks = scanner.breaks;
    this.#lineStart = scanner.lineStart;
    if (isPrefixed) this.#isPrefixed = true;
    if (name >= 0) this.#note(name, taker);
    if (this.#end - this.#done >= this.options.run) this.putAway();
  }

  #note(name: number, taker: string): void {
    if (name === this.#lastName && taker === this.#lastTaker) {
      this.#elements.at(-1)!.count++;
      return;
    }
    this.#lastName = name;
    this.#lastTaker = taker;
    this.#elements.push({ name: this.scanner.names.texts[name]!, count: 1, taker });
  }

  /** Ends the run. What stands behind it is undecided. */
  putAway(): void {
    if (this.#count === 0) return;
    const { plans, type, isClear } = this.#parent!;
    const observed = this.observer?.finish() ?? null;
    const from = this.#done;
    const to = this.#end;
    if (to - from < this.options.shortestRun || !isClear) {
      this.#segments.solid(from, to);
    } else {
      const width = this.#units - this.#doneUnits;
      const breaks = this.#breaks - this.#doneBreaks;
      this.#segments.hollow({
        kind: 'hollow',
        from,
        to,
        width,
        breaks,
        tail: breaks > 0 ? this.#units - this.#lineStart : width,
        count: this.#count,
        isPrefixed: this.#isPrefixed,
        names: new Set(this.#elements.map(({ name }) => name)),
        finding: { path: this.path, scope: plans.scope, type, elements: this.#elements, observed },
      });
    }
    this.#done = to;
    this.#doneUnits = this.#units;
    this.#doneBreaks = this.#breaks;
    this.#reset();
  }

  /** Ends the run, and leaves what stands behind it, up to `place`, to the parser. The scanner stands there. */
  solidTo(place: number): void {
    this.putAway();
    this.#segments.solid(this.#done, place);
    this.#done = place;
    this.#doneUnits = this.scanner.units;
    this.#doneBreaks = this.scanner.breaks;
  }

  #reset(): void {
    this.#count = 0;
    this.#parent = null;
    this.#isPrefixed = false;
    this.#elements = [];
    this.#lastName = -1;
  }
}
