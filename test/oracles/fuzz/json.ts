/** Mutated JSON values: any part can be replaced, removed or repeated. */
import fc from 'fast-check';

type Container = Record<string, unknown> | unknown[];

const STRANGE: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e9,
    2 ** 53,
    '',
    ' ',
    'constructor',
    '__proto__',
    '\ud800',
    '../x',
    [],
    {},
  ),
  fc.constantFrom<unknown[]>(
    [[]],
    [null],
    { a: null },
    { '': {} },
    'x'.repeat(10_000),
    '{supplier}',
    '**',
    '[',
    '(a+)+$',
    '%',
    'off',
  ),
  fc.string({ maxLength: 6 }),
  fc.integer(),
);

interface Change {
  readonly at: number;
  readonly how: number;
  readonly value: unknown;
}

/** The value with up to `most` changes. */
export function mutatedJson(value: unknown, most = 4): fc.Arbitrary<unknown> {
  const change = fc.record({ at: fc.nat(10_000), how: fc.nat(9), value: STRANGE });
  return fc.array(change, { maxLength: most }).map((changes) => changes.reduce(changed, structuredClone(value)));
}

function changed(value: unknown, { at, how, value: strange }: Change): unknown {
  const places: (readonly [Container, string])[] = [];
  collect(value, places);
  const place = places[at % (places.length + 1)];
  if (place === undefined) return how === 0 ? structuredClone(strange) : value;
  const [container, key] = place;
  const own = container as Record<string, unknown>;
  if (how === 0) delete own[key];
  else if (how === 1 && Array.isArray(container)) container.splice(Number(key), 1);
  else if (how === 2 && Array.isArray(container)) container.push(structuredClone(own[key]));
  else if (how === 3) {
    // A property of this name, even `__proto__`, as JSON.parse makes it.
    const copy = { value: structuredClone(own[key]), enumerable: true, configurable: true, writable: true };
    if (!Array.isArray(container)) Object.defineProperty(own, String(strange), copy);
  } else if (how === 4) own[key] = [own[key]];
  else own[key] = structuredClone(strange);
  return value;
}

function collect(value: unknown, places: (readonly [Container, string])[]): void {
  if (typeof value !== 'object' || value === null || places.length > 10_000) return;
  for (const key of Object.keys(value)) {
    places.push([value as Container, key]);
    collect((value as Record<string, unknown>)[key], places);
  }
}
