import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { Localize } from '../service/localize';
import type { Vocabulary } from '../vpc/vocabulary';
import type { SchemaSource } from '../xsd';
import type { Abilities } from './capabilities';
import type { XmlDocument } from './documents';
import type { Indexer } from './indexer';
import type { Runtime } from './runtime';
import type { Workspace } from './workspace';

/** What ships with the server. */
export interface Bundled {
  readonly schema: SchemaSource;
  readonly vocabulary: Vocabulary;
}

/** What the handlers share once the client has said what it can. */
export interface Session {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly abilities: Abilities;
  readonly documents: TextDocuments<XmlDocument>;
  readonly workspace: Workspace;
  /** The VPC files of the workspace, for questions that look beyond a document. */
  readonly indexer: Indexer;
  readonly bundled: Bundled;
  readonly localize: Localize;
  /** Of the words that `localize` gives: `de`. */
  readonly language: string;
}
