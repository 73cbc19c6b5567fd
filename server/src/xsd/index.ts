/** The public interface of the xsd room: loading schemas, validation, and expected content. */
export type * from './api';
export * from './components';
export { INSTANCE_CODES, publicCode, type InstanceCode, type InstanceCodeEntry } from './codes/instanceCodes';
export { SCHEMA_CODES, type SchemaCode, type SchemaCodeEntry } from './codes/schemaCodes';
export { expectedAt, expectedAttributes, canRenameTo } from './expected';
export { resolveChild, schemaInfo, type ResolvedElement } from './schemaInfo';
export { identityValuesAt, identityValuesIn, type IdentityValues } from './identity/values';
export { MAX_DOCUMENTS, MAX_TOTAL_LENGTH } from './limits';
export { applied, loadSchema, schemaTree } from './load';
export { referencesIn, targetNamespaceOf, type SchemaReference } from './read/collect';
export { wellKnownSchema } from './read/wellKnownSchemas';
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
export { substituteFor, candidateTypes } from './substitution';
export { idsIn, validate } from './validate/validate';
