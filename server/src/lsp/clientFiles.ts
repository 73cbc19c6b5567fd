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

/** The text of a file that only the client can read; `null` where it cannot either, or does not know the request. */
export async function readThroughClient(uri: string, connection: Connection): Promise<string | null> {
  const params: ReadFileParams = { uri };
  try {
    return (await connection.sendRequest<ReadFileResult>(READ_FILE, params)).text;
  } catch (error) {
    connection.console.info(`The client cannot read ${uri}: ${String(error)}`);
    return null;
  }
}

/** The files of a folder that only the client can walk; none where it cannot either, or does not know the request. */
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
