import text from '../../../schemas/vpc.xsd';
import type { SchemaSource } from '../xsd';

/**
 * The bundled reference schema. Only the entry points of lsp, cli and the library import this file: it needs the bundler's text loader.
 * Everything else receives the schema as an argument.
 */
export const REFERENCE_SCHEMA: SchemaSource = { uri: 'vpc:/schemas/vpc.xsd', text };
