/** Entry of the language server in a web worker: `dist/server.browser.js`. Files are read by the client on request. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { version } from '../../../package.json';
import { REFERENCE_SCHEMA } from '../service/referenceSchema';
import { REFERENCE_VOCABULARY } from '../vpc/bundled';
import { findThroughClient, readThroughClient } from './clientFiles';
import type { Runtime } from './runtime';
import { startServer } from './server';

/** The part of a worker's global scope that the connection needs; the DOM library is not loaded here. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

const runtime: Runtime = {
  version,
  yieldTurn: () => new Promise((resolve) => setTimeout(resolve, 0)),
  rest: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  readFile: (uri) => readThroughClient(uri, connection),
  findFiles: (folder, extension, most) => findThroughClient({ folder, extension, most }, connection),
};

startServer(connection, runtime, { schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY });
