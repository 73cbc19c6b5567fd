/** Entry of the language server in a web worker, see `program.ts`. The client reads the files for it. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { version } from '../../../package.json';
import { REFERENCE_SCHEMA } from '../workspace/referenceSchema';
import { REFERENCE_VOCABULARY } from '../domain/referenceVocabulary';
import { refusalByName } from '../workspace/fileAccess';
import { findThroughClient, readThroughClient } from './clientFiles';
import type { Runtime } from './runtime';
import { startServer } from './server';

/** The part of a worker's global scope that the connection needs; the DOM library is not loaded here. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

const runtime: Runtime = {
  version,
  yieldTurn: () => new Promise((resolve) => setTimeout(resolve, 0)),
  delay: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  readFile: (uri, within = null) =>
    refusalByName(uri, within) === null ? readThroughClient(uri, connection) : Promise.resolve(null),
  refusal: (uri, within) => Promise.resolve(refusalByName(uri, within)),
  stampOf: () => Promise.resolve(null),
  findFiles: (folder, extension, most) => findThroughClient({ folder, extension, most }, connection),
};

startServer(connection, runtime, { schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY });
