/** The xsd room's door: schema documents in, verdicts and expectations out. */
export type * from './api';
export * from './components';
export { INSTANCE_CODES, publicCode, type InstanceCode, type InstanceCodeEntry } from './codes/instanceCodes';
export { SCHEMA_CODES, type SchemaCode, type SchemaCodeEntry } from './codes/schemaCodes';
export { expectedAt, expectedAttributes, mayBecome } from './expected';
export { governedChild, governing, type GovernedElement } from './governing';
export { applied, loadSchema } from './load';
export { XSI_NAMESPACE } from './read/schemaDocument';
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
export { standIn, typesFor } from './stand';
export { validate } from './validate/validate';
