import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { Abilities } from './capabilities';
import type { XmlDocument } from './documents';
import type { GoverningFiles } from './governingFiles';
import type { Indexer } from './indexer';
import type { Bundled, Runtime } from './runtime';
import type { Workspace } from './workspace';
import type { LanguageService } from '../language/languageService';
import type { Localize } from '../xml/problem';

/** What the request handlers share after the initialize request. */
export interface Session {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly abilities: Abilities;
  readonly documents: TextDocuments<XmlDocument>;
  readonly workspace: Workspace;
  readonly governing: GoverningFiles;
  /** The VPC files of the workspace, for features that need other files than the document. */
  readonly indexer: Indexer;
  readonly bundled: Bundled;
  /** The language service, with messages in the language of the client. */
  readonly service: LanguageService;
  readonly localize: Localize;
  /** The language of the texts of `localize`, for example `de`. */
  readonly language: string;
}
