import text from '../../../schemas/vpc.xsd';
import type { SchemaSource } from '../xsd';

/**
 * The bundled reference schema. Only the entries of lsp and cli import this file: it needs the bundler's text loader, so
 * everything behind them takes the schema as an argument.
 */
export const REFERENCE_SCHEMA: SchemaSource = { uri: 'vpc:/schemas/vpc.xsd', text };
