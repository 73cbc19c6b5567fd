/** Runs the paths of a selector or field over the names of elements, from the context element down. */
import type { ElementName } from '../names';
import { passes, type NameTest, type Path } from './xpath';

/** How far each path has come at an element. Equal states of one matcher are identical. */
export class MatchState {
  /** The element ends a path. */
  readonly selects: boolean;
  /** The paths that end with an attribute of the element. */
  readonly attributes: readonly NameTest[];
  /** No element inside can end a path. */
  readonly isDead: boolean;
  readonly #steps = new Map<ElementName, MatchState>();

  /** @param positions for each path its steps taken, as often as they are taken in different ways */
  constructor(
    private readonly matcher: Matcher,
    private readonly positions: readonly Position[],
  ) {
    const ended = positions.filter(({ path, taken }) => taken === path.steps.length);
    this.selects = ended.some(({ path }) => path.attribute === null);
    this.attributes = ended.flatMap(({ path }) => path.attribute ?? []);
    this.isDead = positions.every(({ path, taken }) => taken === path.steps.length && !mayBegin(path, taken));
  }

  /** The state at a child element. */
  step(name: ElementName): MatchState {
    let next = this.#steps.get(name);
    if (next === undefined) {
      next = this.matcher.state(this.positions.flatMap((position) => after(position, name)));
      this.#steps.set(name, next);
    }
    return next;
  }
}

interface Position {
  readonly path: Path;
  /** How many of its steps are taken. */
  readonly taken: number;
}

/** The paths of one expression. */
export class Matcher {
  /** The state at the context element. */
  readonly start: MatchState;
  readonly #states = new Map<string, MatchState>();

  constructor(private readonly paths: readonly Path[]) {
    this.start = this.state(paths.map((path) => ({ path, taken: 0 })));
  }

  /** The one state with these positions. */
  state(positions: readonly Position[]): MatchState {
    const byKey = new Map(positions.map((position) => [this.#key(position), position]));
    const key = [...byKey.keys()].sort().join(' ');
    let state = this.#states.get(key);
    if (state === undefined) this.#states.set(key, (state = new MatchState(this, [...byKey.values()])));
    return state;
  }

  #key({ path, taken }: Position): string {
    return `${this.paths.indexOf(path)}:${taken}`;
  }
}

function after({ path, taken }: Position, { namespace, local }: ElementName): Position[] {
  const stays = mayBegin(path, taken) ? [{ path, taken }] : [];
  const test = path.steps[taken];
  return test !== undefined && passes(test, namespace, local) ? [...stays, { path, taken: taken + 1 }] : stays;
}

/** A path with `.//` may begin at every descendant. */
function mayBegin({ descendant }: Path, taken: number): boolean {
  return descendant && taken === 0;
}
