import type { Connection } from 'vscode-languageserver';
import {
  FIND_FILES,
  READ_FILE,
  type FindFilesParams,
  type FindFilesResult,
  type FoundFile,
  type ReadFileParams,
  type ReadFileResult,
} from './protocol';
import { bytesOf } from './protocol/base64';

/** The bytes of a file that only the client can read; `null` where it cannot be read or the client does not know the request. */
export async function readThroughClient(uri: string, connection: Connection): Promise<Uint8Array | null> {
  const params: ReadFileParams = { uri };
  try {
    const { bytes } = await connection.sendRequest<ReadFileResult>(READ_FILE, params);
    return bytes === null ? null : bytesOf(bytes);
  } catch (error) {
    connection.console.info(`The client cannot read ${uri}: ${String(error)}`);
    return null;
  }
}

/** The files of a folder that only the client can list; empty where it cannot or does not know the request. */
export async function findThroughClient(
  params: FindFilesParams,
  connection: Connection,
): Promise<readonly FoundFile[]> {
  try {
    return (await connection.sendRequest<FindFilesResult>(FIND_FILES, params)).files;
  } catch (error) {
    connection.console.info(`The client cannot look into ${params.folder}: ${String(error)}`);
    return [];
  }
}
