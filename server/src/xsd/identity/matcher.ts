/** Matches the paths of a selector or field against element names, from the context element down. */
import type { ElementName } from '../names';
import { passes, type NameTest, type Path } from './xpath';

/** The positions of all paths at an element. Equal states of one matcher are the same object. */
export class MatchState {
  /** A path selects the element. */
  readonly selects: boolean;
  /** The attribute tests of paths that end at an attribute of the element. */
  readonly attributes: readonly NameTest[];
  /** No descendant can be selected. */
  readonly isDead: boolean;
  readonly #steps = new Map<ElementName, MatchState>();

  /** @param positions one for each path and number of steps that match up to the element */
  constructor(
    private readonly matcher: Matcher,
    private readonly positions: readonly Position[],
  ) {
    const ended = positions.filter(({ path, matched }) => matched === path.steps.length);
    this.selects = ended.some(({ path }) => path.attribute === null);
    this.attributes = ended.flatMap(({ path }) => path.attribute ?? []);
    this.isDead = positions.every(({ path, matched }) => matched === path.steps.length && !canBegin(path, matched));
  }

  /** Tests of which the name of each descendant that can be selected passes one; `null`: any name. */
  get lastTests(): readonly (NameTest | null)[] {
    return this.positions.flatMap(({ path, matched }) => {
      const last = path.steps.at(-1);
      if (last === undefined) return path.descendant ? [null] : [];
      return matched < path.steps.length || canBegin(path, matched) ? [last] : [];
    });
  }

  /** The state at a child element. */
  step(name: ElementName): MatchState {
    let next = this.#steps.get(name);
    if (next === undefined) {
      next = this.matcher.state(this.positions.flatMap((position) => advanced(position, name)));
      this.#steps.set(name, next);
    }
    return next;
  }
}

interface Position {
  readonly path: Path;
  /** The number of steps that have matched. */
  readonly matched: number;
}

/** The paths of one expression. */
export class Matcher {
  /** The state at the context element. */
  readonly start: MatchState;
  readonly #states = new Map<string, MatchState>();

  constructor(private readonly paths: readonly Path[]) {
    this.start = this.state(paths.map((path) => ({ path, matched: 0 })));
  }

  /** The one state with these positions. */
  state(positions: readonly Position[]): MatchState {
    const byKey = new Map(positions.map((position) => [this.#key(position), position]));
    const key = [...byKey.keys()].sort().join(' ');
    let state = this.#states.get(key);
    if (state === undefined) this.#states.set(key, (state = new MatchState(this, [...byKey.values()])));
    return state;
  }

  #key({ path, matched }: Position): string {
    return `${this.paths.indexOf(path)}:${matched}`;
  }
}

function advanced({ path, matched }: Position, { namespace, local }: ElementName): Position[] {
  const restart = canBegin(path, matched) ? [{ path, matched }] : [];
  const test = path.steps[matched];
  return test !== undefined && passes(test, namespace, local) ? [...restart, { path, matched: matched + 1 }] : restart;
}

/** A path with `.//` can begin at every descendant. */
function canBegin({ descendant }: Path, matched: number): boolean {
  return descendant && matched === 0;
}
