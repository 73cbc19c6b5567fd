import type { Vocabulary } from '../domain/vocabulary';
import type { Refusal } from '../workspace/fileAccess';
import type { SchemaSource } from '../xsd';
import type { FoundFile } from './protocol';
import { decode, type Decoded } from '../xml/decode';
import type { Clock } from '../domain/clock';

/** What the environment (Node or a web worker) provides. The server itself depends on neither. */
export interface Runtime {
  /** Version of the package, as `serverInfo` reports it. */
  readonly version: string;
  /** Yields to the event loop, so that a cancellation or a newer edit is seen. */
  yieldTurn(): Promise<void>;
  /** Whether the connection takes results that are JSON already, see `EncodedJson`; default: no. */
  readonly takesJson?: boolean;
  /** How long the server computes for one question about one document, in milliseconds; default: a minute. */
  readonly documentBudgetMs?: number;
  /** Resolves after this time. */
  delay(milliseconds: number): Promise<void>;
  /**
   * The bytes of a file; `null` where it is missing, unreadable or refused. Never reads from a network; never rejects.
   * @param within URIs of the folders that it must be in after all links are followed; `null` or left out: the user has named it
   */
  readFile(uri: string, within?: readonly string[] | null): Promise<Uint8Array | null>;
  /** Why a file is not read, whether it is there or not; `null` where it can be. Parameters as of `readFile`. */
  refusal(uri: string, within: readonly string[] | null): Promise<Refusal | null>;
  /**
   * A text that changes when the file does, without reading it; also when it comes or goes. `null` where that is not known.
   * Never rejects. Parameters as of `readFile`.
   */
  stampOf(uri: string, within: readonly string[] | null): Promise<string | null>;
  /**
   * The files in a folder and its subfolders with an extension, without those of tools and packages.
   * @param most maximum number of files
   * @returns empty where the folder cannot be read; never rejects
   */
  findFiles(folder: string, extension: string, most: number): Promise<readonly FoundFile[]>;
  /**
   * The files of the repository around a folder as a commit has them; left out where there is no Git. Never rejects.
   * @param purpose what needs them, for messages
   */
  committedFiles?(folder: string, revision: string, purpose: string): Promise<CommittedFiles>;
}

/** What a commit has, or why that is not known. */
export type CommittedFiles =
  | { readonly files: readonly CommittedFile[]; readonly problem: null }
  | { readonly files: null; readonly problem: { readonly template: string; readonly args: readonly string[] } };

/** A file as a commit has it; it need not be there any more. */
export interface CommittedFile {
  readonly uri: string;
  /** Equal for equal contents. */
  readonly object: string;
  readonly bytes: () => Promise<Uint8Array>;
}

/** The text of an XML or JSON file, and what is wrong with its bytes; `null` as from {@link Runtime.readFile}. */
export async function readText(
  runtime: Pick<Runtime, 'readFile'>,
  uri: string,
  within: readonly string[] | null = null,
): Promise<Decoded | null> {
  const bytes = await runtime.readFile(uri, within);
  return bytes && decode(bytes);
}

/** Schema and vocabulary that are part of the server. */
export interface Bundled {
  readonly schema: SchemaSource;
  readonly vocabulary: Vocabulary;
}

/** The time and time zone of the server. The core receives them and does not read the clock. */
export function clockNow(): Clock {
  const now = new Date();
  return { instant: now.getTime(), offset: -now.getTimezoneOffset() };
}
