/** Type guards for values from outside, and functions that compose them. */
export type Check<Type> = (value: unknown) => value is Type;
export type Checked<Test> = Test extends Check<infer Type> ? Type : never;

export const isString: Check<string> = (value): value is string => typeof value === 'string';
export const isNumber: Check<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
export const isBoolean: Check<boolean> = (value): value is boolean => typeof value === 'boolean';
export const isNull: Check<null> = (value): value is null => value === null;

/** Whether a value is one of these strings. */
export function isOneOf<const Word extends string>(...words: readonly Word[]): Check<Word> {
  return (value): value is Word => words.includes(value as Word);
}

export function isList<Item>(item: Check<Item>): Check<readonly Item[]> {
  return (value): value is readonly Item[] => Array.isArray(value) && value.every((one) => item(one));
}

/** Whether a value is an object whose values all have a type. */
export function isRecord<Value>(check: Check<Value>): Check<Readonly<Record<string, Value>>> {
  return (value): value is Readonly<Record<string, Value>> => isObject(value) && Object.values(value).every(check);
}

export function isEither<Types extends readonly unknown[]>(
  ...checks: { readonly [Key in keyof Types]: Check<Types[Key]> }
): Check<Types[number]> {
  return (value): value is Types[number] => checks.some((check) => check(value));
}

/** Whether a value is `undefined` or has a type. */
export function isOptional<Type>(check: Check<Type>): Check<Type | undefined> {
  return (value): value is Type | undefined => value === undefined || check(value);
}

/** Whether a value is an object with these properties, each of its type. Further properties are allowed. */
export function isShape<Shape>(checks: { readonly [Key in keyof Required<Shape>]: Check<Shape[Key]> }): Check<Shape> {
  const entries = Object.entries<Check<unknown>>(checks);
  return (value): value is Shape =>
    isObject(value) && entries.every(([key, check]) => check(Object.hasOwn(value, key) ? value[key] : undefined));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
