/** What a Node process provides to the server. */
import { stat } from 'node:fs/promises';
import type { Connection } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { filesAt, GitRefusal } from '../disk/git';
import { isDevicePath, isNetworkPath, localPath, readThroughGate } from '../disk/gate';
import { findThroughClient, readThroughClient } from './clientFiles';
import { filesBelow, foldersOf, refusal } from './nodeFiles';
import type { Runtime } from './runtime';

/** The runtime of a server in a Node process. Files of other schemes than `file` are read through the client. @param version of the package */
export function nodeRuntime(connection: Connection, version: string): Runtime {
  return {
    version,
    yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
    delay: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    async readFile(uri, within = null) {
      if ((await refusal(uri, within)) !== null) return null;
      if (!isFile(uri)) return readThroughClient(uri, connection);
      try {
        return await readThroughGate(localPath(uri)!, within && foldersOf(within));
      } catch (error) {
        if (!isMissing(error)) connection.console.info(`Cannot read ${uri}: ${String(error)}`);
        return null;
      }
    },
    refusal,
    findFiles(folder, extension, most) {
      if (!isFile(folder)) return findThroughClient({ folder, extension, most }, connection);
      return filesBelow(folder, extension, most, (unreadable, error) =>
        connection.console.warn(`Cannot read the folder ${unreadable}: ${String(error)}`),
      );
    },
    async committedFiles(folder, revision, purpose) {
      const cwd = isFile(folder) ? localPath(folder) : null;
      if (cwd === null || isNetworkPath(cwd)) {
        return { files: null, problem: { template: '{0} requires a folder on this computer', args: [purpose] } };
      }
      try {
        const found = await filesAt(revision, { cwd, env: process.env, purpose });
        const files = found.map(({ path, object, bytes }) => ({ uri: URI.file(path).toString(), object, bytes }));
        return { files, problem: null };
      } catch (error) {
        if (error instanceof GitRefusal) return { files: null, problem: error };
        return { files: null, problem: { template: 'Git failed: {0}', args: [String(error)] } };
      }
    },
    async stampOf(uri, within) {
      if (!isFile(uri)) return null;
      const path = localPath(uri);
      // Looking at a file is no harm, but to look at another computer is. What is read goes through the gate.
      const isElsewhere = path === null || (isNetworkPath(path) && (await refusal(uri, within)) !== null);
      if (isElsewhere || isDevicePath(path)) return 'refused';
      try {
        const { mtimeMs, ctimeMs, size, ino } = await stat(path);
        return [mtimeMs, ctimeMs, size, ino].join(' ');
      } catch {
        return 'missing';
      }
    },
  };
}

function isFile(uri: string): boolean {
  return uri.startsWith('file:');
}

const MISSING: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);

/** Most files that are looked for are not there: a configuration in each folder above a document. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && MISSING.has(error.code);
}
