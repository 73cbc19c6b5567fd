import type { Connection } from 'vscode-languageserver';
import { READ_FILE, type ReadFileParams, type ReadFileResult } from './protocol';

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
