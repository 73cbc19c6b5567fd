/** Checks facets against each other, and against those of the base, which they can only narrow (Datatypes 4.3.x.4). */
import { ancestry, displayName } from './ancestry';
import { BOUND_NAMES, type BoundName } from './facetTests';
import { type ReadFacets, schemaContext } from './facetValues';
import { PRIMITIVES } from './primitives';
import type { DefinitionCode, DefinitionProblem, Facet, SimpleType, SingleFacetName } from './types';
import { compareDecimals, parseDecimal, type OrderedSpace } from './values/numbers';

/** Checks the facets of a restriction against each other and against `base`; leaves out contradicting ones. */
export function restrictionProblems(base: SimpleType, facets: readonly Facet[]): ReadFacets {
  const step = new Step(base, facets);
  step.checkFixed();
  step.checkLengths();
  step.checkDigits();
  step.checkWhiteSpace();
  const order = base.primitive === null ? null : PRIMITIVES[base.primitive].order;
  if (order !== null) step.checkBounds(order);
  return { facets: facets.filter((facet) => !step.invalid.has(facet)), problems: step.problems };
}

/** The pairs of lower and upper bounds in one definition; `strict` pairs must differ. */
const PAIRS = [
  { lower: 'minInclusive', upper: 'maxInclusive', code: 'minInclusive-less-than-equal-to-maxInclusive', strict: false },
  { lower: 'minInclusive', upper: 'maxExclusive', code: 'minInclusive-less-than-maxExclusive', strict: true },
  { lower: 'minExclusive', upper: 'maxExclusive', code: 'minExclusive-less-than-equal-to-maxExclusive', strict: false },
  { lower: 'minExclusive', upper: 'maxInclusive', code: 'minExclusive-less-than-maxInclusive', strict: true },
] as const;

/** The condition on the comparison of a bound (row) with a bound of the base (column) for the first to narrow the second. */
const NARROWS: Readonly<Record<BoundName, Readonly<Record<BoundName, (order: number) => boolean>>>> = (() => {
  const above = (order: number): boolean => order > 0;
  const notBelow = (order: number): boolean => order >= 0;
  const below = (order: number): boolean => order < 0;
  const notAbove = (order: number): boolean => order <= 0;
  return {
    minInclusive: { minInclusive: notBelow, minExclusive: above, maxInclusive: notAbove, maxExclusive: below },
    minExclusive: { minInclusive: notBelow, minExclusive: notBelow, maxInclusive: notAbove, maxExclusive: below },
    maxInclusive: { minInclusive: notBelow, minExclusive: above, maxInclusive: notAbove, maxExclusive: below },
    maxExclusive: { minInclusive: above, minExclusive: above, maxInclusive: notAbove, maxExclusive: notAbove },
  };
})();

/** One derivation step: a base and the facets of its restriction. */
class Step {
  readonly problems: DefinitionProblem[] = [];
  readonly invalid = new Set<Facet>();
  private readonly own: Partial<Record<SingleFacetName, Facet>> = {};

  constructor(
    private readonly base: SimpleType,
    facets: readonly Facet[],
  ) {
    for (const facet of facets) {
      if (facet.name !== 'pattern' && facet.name !== 'enumeration') this.own[facet.name] = facet;
    }
  }

  /** A fixed facet of the base keeps its value. */
  checkFixed(): void {
    for (const facet of Object.values(this.own)) {
      const inherited = this.base.facets[facet.name as SingleFacetName];
      if (inherited?.fixed === true && !this.sameValue(facet, inherited)) {
        this.report('st-restrict-facets', facet, [facet.name, facet.value, inherited.value, displayName(this.base)]);
      }
    }
  }

  checkLengths(): void {
    const { length, minLength, maxLength } = this.own;
    const inherited = this.base.facets;
    if (length && inherited.length && compareCounts(length, inherited.length) !== 0) {
      this.reportBase('length-valid-restriction', length);
    }
    if (minLength && inherited.minLength && compareCounts(minLength, inherited.minLength) < 0) {
      this.reportBase('minLength-valid-restriction', minLength);
    }
    if (maxLength && inherited.maxLength && compareCounts(maxLength, inherited.maxLength) > 0) {
      this.reportBase('maxLength-valid-restriction', maxLength);
    }
    this.checkMinMaxLength();
    this.checkLengthWith('minLength', (order) => order <= 0);
    this.checkLengthWith('maxLength', (order) => order >= 0);
  }

  private checkMinMaxLength(): void {
    const min = this.own.minLength ?? this.base.facets.minLength;
    const max = this.own.maxLength ?? this.base.facets.maxLength;
    const reported = this.own.minLength ?? this.own.maxLength;
    if (min && max && reported && compareCounts(min, max) > 0) {
      this.reportPair('minLength-less-than-equal-to-maxLength', reported, reported === min ? max : min);
    }
  }

  /**
   * A length with a minimum or maximum (4.3.1.4): in one definition, they require an ancestor with the same bound and without
   * length; in separate steps, they need only be consistent.
   */
  private checkLengthWith(name: 'minLength' | 'maxLength', fits: (boundToLength: number) => boolean): void {
    const length = this.own.length ?? this.base.facets.length;
    const bound = this.own[name] ?? this.base.facets[name];
    const reported = this.own[name] ?? this.own.length;
    if (!length || !bound || !reported) return;
    const inOneStep = this.own.length !== undefined && this.own[name] !== undefined;
    if ((inOneStep && !this.hasEarlierBound(name, bound)) || !fits(compareCounts(bound, length))) {
      this.reportPair('length-minLength-maxLength', reported, reported === bound ? length : bound);
    }
  }

  private hasEarlierBound(name: 'minLength' | 'maxLength', bound: Facet): boolean {
    for (const { facets } of ancestry(this.base)) {
      const earlier = facets[name];
      if (facets.length === undefined && earlier && compareCounts(earlier, bound) === 0) return true;
    }
    return false;
  }

  checkDigits(): void {
    const { totalDigits, fractionDigits } = this.own;
    const inherited = this.base.facets;
    if (totalDigits && inherited.totalDigits && compareCounts(totalDigits, inherited.totalDigits) > 0) {
      this.reportBase('totalDigits-valid-restriction', totalDigits);
    }
    if (fractionDigits && inherited.fractionDigits && compareCounts(fractionDigits, inherited.fractionDigits) > 0) {
      this.reportBase('fractionDigits-valid-restriction', fractionDigits);
    }
    const total = totalDigits ?? inherited.totalDigits;
    const fraction = fractionDigits ?? inherited.fractionDigits;
    const reported = fractionDigits ?? totalDigits;
    if (total && fraction && reported && compareCounts(fraction, total) > 0) {
      this.report('fractionDigits-less-than-equal-to-totalDigits', reported, [
        'fractionDigits',
        fraction.value,
        'totalDigits',
        total.value,
      ]);
    }
  }

  /** Normalized whitespace cannot be restored (4.3.6.4). */
  checkWhiteSpace(): void {
    const { whiteSpace } = this.own;
    const weakens =
      (this.base.whiteSpace === 'collapse' && whiteSpace?.value !== 'collapse') ||
      (this.base.whiteSpace === 'replace' && whiteSpace?.value === 'preserve');
    if (whiteSpace && weakens) this.reportBase('whiteSpace-valid-restriction', whiteSpace);
  }

  checkBounds(space: OrderedSpace<unknown>): void {
    const compare = (a: Facet, b: Facet): number => space.compare(space.parse(a.value), space.parse(b.value));
    for (const name of BOUND_NAMES) {
      const bound = this.own[name];
      if (bound && !this.narrows(name, bound, compare)) this.reportBase(`${name}-valid-restriction`, bound);
    }
    this.checkBothBounds('minInclusive-minExclusive', this.own.minInclusive, this.own.minExclusive);
    this.checkBothBounds('maxInclusive-maxExclusive', this.own.maxInclusive, this.own.maxExclusive);
    for (const { lower, upper, code, strict } of PAIRS) {
      const [min, max] = [this.own[lower], this.own[upper]];
      if (!min || !max) continue;
      const order = compare(min, max);
      if (!(strict ? order < 0 : order <= 0)) this.reportPair(code, min, max);
    }
  }

  /** Whether a bound is a value of the base type, or equal to its bound. */
  private narrows(name: BoundName, bound: Facet, compare: (a: Facet, b: Facet) => number): boolean {
    const { facets, space } = this.base;
    for (const other of BOUND_NAMES) {
      const inherited = facets[other];
      if (inherited && !NARROWS[name][other](compare(bound, inherited))) return false;
    }
    const same = facets[name];
    if (same && compare(bound, same) === 0) return true;
    return (space.check?.(bound.value, schemaContext(bound.scope)) ?? null) === null;
  }

  private checkBothBounds(code: DefinitionCode, inclusive: Facet | undefined, exclusive: Facet | undefined): void {
    if (inclusive && exclusive) this.reportPair(code, exclusive, inclusive);
  }

  private sameValue(a: Facet, b: Facet): boolean {
    if (a.value === b.value) return true;
    const { primitive } = this.base;
    const order = primitive === null ? null : PRIMITIVES[primitive].order;
    if (order !== null && (BOUND_NAMES as readonly string[]).includes(a.name)) {
      return order.compare(order.parse(a.value), order.parse(b.value)) === 0;
    }
    return a.name !== 'whiteSpace' && compareCounts(a, b) === 0;
  }

  private reportBase(code: DefinitionCode, facet: Facet): void {
    this.report(code, facet, [facet.name, facet.value, displayName(this.base)]);
  }

  private reportPair(code: DefinitionCode, facet: Facet, other: Facet): void {
    this.report(code, facet, [facet.name, facet.value, other.name, other.value]);
  }

  private report(code: DefinitionCode, facet: Facet, args: readonly string[]): void {
    this.invalid.add(facet);
    this.problems.push({ code, args, source: facet.source });
  }
}

/** Compares the values of two facets that count something, of any size. */
function compareCounts(a: Facet, b: Facet): number {
  return compareDecimals(parseDecimal(a.value), parseDecimal(b.value));
}
