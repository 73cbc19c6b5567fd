/** The xsd room's door: schema documents in, verdicts and expectations out. */
export type * from './api';
export * from './components';
export { INSTANCE_CODES, type InstanceCode, type InstanceCodeEntry } from './codes/instanceCodes';
export { SCHEMA_CODES, type SchemaCode, type SchemaCodeEntry } from './codes/schemaCodes';
export { expectedAt, expectedAttributes } from './expected';
export { governing } from './governing';
export { applied, loadSchema } from './load';
export {
  allowedValues,
  builtinType,
  check,
  describe,
  displayName,
  type AllowedValue,
  type Failure,
  type TypeDescription,
  type ValueContext,
} from './simpleTypes';
export { validate } from './validate/validate';
