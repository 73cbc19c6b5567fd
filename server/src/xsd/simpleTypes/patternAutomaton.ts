/**
 * Matches a pattern in time that grows with the length of the text, whatever the pattern: the automaton of content models, over
 * characters. Its states are sets of possible continuations, so that nothing is tried twice; its counts are numbers, so that
 * `{0,65535}` is no larger than `{0,1}`.
 */
import type * as PatternLibrary from './patternLibrary';
import { Expressions, TooManyAlternatives, type Expression, type Leaf } from '../contentModel/expression';
import type { Token } from './patternSyntax';

/** An atom of a pattern. */
interface Atom extends Leaf {
  readonly accepts: (character: string) => boolean;
}

/** At this number of states or steps, all are dropped and created again on demand. */
const MAX_KEPT = 20_000;

/** Whether the whole text matches; `null` where the pattern has too many alternatives to tell. */
export type Automaton = (text: string) => boolean | null;

/** The automaton of the parts of a valid pattern. */
export function automatonOf(tokens: readonly Token[]): Automaton {
  const expressions = new Expressions<Atom>();
  const start = new Parser(tokens, expressions).alternatives();
  const steps = new Map<Expression<Atom>, Map<string, Expression<Atom> | null>>();
  let kept = 0;
  const step = (state: Expression<Atom>, character: string): Expression<Atom> | null => {
    let known = steps.get(state);
    if (known === undefined) steps.set(state, (known = new Map<string, Expression<Atom> | null>()));
    let next = known.get(character);
    if (next === undefined) {
      next = expressions.derivative(state, (atom) => atom.accepts(character))?.target ?? null;
      known.set(character, next);
      if (++kept >= MAX_KEPT) {
        kept = 0;
        steps.clear();
        expressions.clear();
      }
    }
    return next;
  };
  return (text) => {
    let state: Expression<Atom> | null = start;
    try {
      for (const character of text) {
        state = step(state, character);
        if (state === null) return false;
      }
    } catch (error) {
      if (!(error instanceof TooManyAlternatives)) throw error;
      return null;
    }
    return state.nullable;
  };
}

/** Reads the parts of a valid pattern. */
class Parser {
  #at = 0;
  #atoms = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly expressions: Expressions<Atom>,
  ) {}

  alternatives(): Expression<Atom> {
    const branches = [this.#branch()];
    while (this.tokens[this.#at]?.kind === 'or') {
      this.#at++;
      branches.push(this.#branch());
    }
    return this.expressions.choice(branches);
  }

  #branch(): Expression<Atom> {
    const pieces: Expression<Atom>[] = [];
    for (let piece = this.#piece(); piece !== null; piece = this.#piece()) pieces.push(piece);
    const { empty } = this.expressions;
    return pieces.reduceRight<Expression<Atom>>((rest, piece) => this.expressions.sequence(piece, rest), empty);
  }

  #piece(): Expression<Atom> | null {
    const token = this.tokens[this.#at];
    if (token === undefined || token.kind === 'or' || token.kind === 'close') return null;
    this.#at++;
    const piece = token.kind === 'atom' ? this.#atom(token.text) : this.alternatives();
    if (token.kind === 'open') this.#at++;
    const range = this.tokens[this.#at];
    if (range?.kind !== 'range') return piece;
    this.#at++;
    return this.expressions.repeat(piece, range.min, range.max);
  }

  #atom(text: string): Expression<Atom> {
    return this.expressions.leaf({ index: this.#atoms++, accepts: matcherOfAtom(text) });
  }
}

/** Texts repeat their characters. */
const MAX_ANSWERS = 1_000;

/** Whether an atom matches a character. A single character matches itself. */
function matcherOfAtom(text: string): (character: string) => boolean {
  if (text.length === 1 && text !== '.') return (character) => character === text;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded with the first pattern
  const { compile } = require('./patternLibrary') as typeof PatternLibrary;
  const matches = compile(text);
  const answers = new Map<string, boolean>();
  return (character) => {
    let answer = answers.get(character);
    if (answer === undefined) {
      if (answers.size >= MAX_ANSWERS) answers.clear();
      answers.set(character, (answer = matches(character)));
    }
    return answer;
  };
}
