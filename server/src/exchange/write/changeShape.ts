/** The shape of changes that come from another program. */
import { nullable, object, text, type Shape, type ShapeProblem } from '../../domain/shape';
import type { Change, NamedPatch, NamedProduct } from './change';

const any = text(/^/, 'a string');
const nonEmpty = text();
const boolean: Shape<boolean> = (value, pointer, report): value is boolean => {
  if (typeof value === 'boolean') return true;
  report({ pointer, message: 'Expected {0}, found {1}.', args: ['true or false', JSON.stringify(value) ?? 'nothing'] });
  return false;
};

const shape = object<Change>(
  {},
  {
    patch: object<NamedPatch>({ id: nonEmpty }, { vendor: any, title: any, released: any }),
    product: object<NamedProduct>({ id: nonEmpty }, { supplier: any, version: any, platform: any }),
    state: any,
    date: nullable(any),
    comment: nullable(any),
    restriction: nullable(any),
    reboot: nullable(boolean),
    add: boolean,
    remove: boolean,
  },
);

/** What is wrong with the shape of a change; `null`: it is one. */
export function changeProblem(value: unknown): ShapeProblem | null {
  const problems: ShapeProblem[] = [];
  return shape(value, '', (problem) => problems.push(problem)) ? null : problems[0]!;
}
