import * as l10n from '@vscode/l10n';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import type { Localize } from '../service/localize';
import { inBackground } from './background';
import { abilitiesOf, serverCapabilities } from './capabilities';
import { publishConfigProblems } from './configDiagnostics';
import { registerCreation } from './creation';
import { diagnosesOpen } from './diagnose';
import { pullDiagnostics, pushDiagnostics, type Diagnose, type DiagnosticsTransport } from './diagnostics';
import { openDocuments } from './documents';
import { registerFeatures } from './features';
import { INDEXED_EXTENSION } from '../service/workspaceFiles';
import { registerMatrix } from './features/matrix';
import { Indexer } from './indexer';
import { Matrices } from './matrix/matrices';
import { SETTINGS_SECTION, type ExperimentalCapabilities, type InitializationOptions } from './protocol';
import { registerRequests } from './requests';
import type { Runtime } from './runtime';
import type { Bundled, Session } from './session';
import { Workspace } from './workspace';
import { registerWorkspaceDiagnostics } from './workspaceDiagnostics';

/** Of the files that list the user's own products. */
const PRODUCT_LIST_EXTENSION = '.csv';

/** Files whose change may change what governs a document, and those that are looked into for what they name. */
const WATCHED = ['**/*.xsd', '**/*.json', `**/*${INDEXED_EXTENSION}`, `**/*${PRODUCT_LIST_EXTENSION}`];

/**
 * Wires the service to a connection and starts listening.
 * @param runtime what the environment gives; the server does no I/O but through it and the connection
 */
export function startServer(connection: Connection, runtime: Runtime, bundled: Bundled): void {
  const documents = openDocuments();
  connection.onInitialize((params): InitializeResult =>
    initialize(params, { connection, runtime, documents, bundled }),
  );
  documents.listen(connection);
  connection.listen();
}

type Environment = Pick<Session, 'connection' | 'runtime' | 'documents' | 'bundled'>;

function initialize(params: InitializeParams, environment: Environment): InitializeResult {
  const { connection, runtime, bundled } = environment;
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  if (options.l10n !== undefined) l10n.config({ contents: options.l10n });
  const abilities = abilitiesOf(params.capabilities);
  const workspace = new Workspace(connection, runtime, abilities, bundled, options.trusted ?? true);
  workspace.folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  const localize: Localize = (template, ...args) => l10n.t(template, ...args);
  const indexer = new Indexer({ ...environment, workspace, localize });
  const language = options.l10n === undefined ? 'en' : (params.locale ?? 'en');
  const session: Session = { ...environment, abilities, workspace, indexer, localize, language };
  const matrices = new Matrices(session);

  registerFeatures(session);
  registerRequests(session);
  registerCreation(session);
  registerMatrix(session, matrices);
  const transport = registerDiagnostics(session, matrices);
  listenForChanges(session, transport, matrices);
  // What other files say may have changed what the rules say.
  indexer.onDidRead(() => transport.refresh());

  const experimental: ExperimentalCapabilities = { vpc: { profileVersion: bundled.vocabulary.profile.version } };
  return {
    capabilities: { ...serverCapabilities(abilities, options), experimental },
    serverInfo: { name: 'VPC Tools', version: runtime.version },
  };
}

function registerDiagnostics(session: Session, matrices: Matrices): DiagnosticsTransport {
  const { connection, runtime, documents, abilities } = session;
  const diagnoseOpen = diagnosesOpen(session);
  const diagnose: Diagnose = async (document, isWanted) => {
    const found = await diagnoseOpen(document, isWanted);
    if (found !== null) matrices.diagnosed(document.uri);
    return found;
  };
  if (abilities.pullDiagnostics) registerWorkspaceDiagnostics(session);
  return abilities.pullDiagnostics
    ? pullDiagnostics(connection, runtime, documents, diagnose, abilities.diagnosticRefresh)
    : pushDiagnostics(connection, runtime, documents, diagnose);
}

/** Settings, folders and files that change what governs the documents. */
function listenForChanges(session: Session, transport: DiagnosticsTransport, matrices: Matrices): void {
  const { connection, runtime, workspace, indexer, abilities, bundled } = session;
  const { profile } = bundled.vocabulary;
  const forgetConfigProblems = publishConfigProblems(session);
  const governingChanged = (): void => {
    forgetConfigProblems();
    workspace.filesChanged();
    indexer.settingsChanged();
    transport.refresh();
    matrices.governingChanged();
  };
  const register = (registration: Promise<unknown>): void => inBackground(connection, 'Registration', registration);
  connection.onInitialized(() => {
    connection.console.info(`VPC Tools ${runtime.version}, ${profile.name} ${profile.version}`);
    if (abilities.registerConfiguration) {
      const section = SETTINGS_SECTION;
      register(connection.client.register(DidChangeConfigurationNotification.type, { section }));
    }
    if (abilities.registerWatchers) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      register(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (abilities.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        workspace.folders = [...workspace.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        governingChanged();
        indexer.restart();
      });
    }
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    workspace.settingsChanged(settings);
    indexer.settingsChanged();
    transport.refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const isIndexed = ({ uri }: FileEvent): boolean => uri.toLowerCase().endsWith(INDEXED_EXTENSION);
    const isList = ({ uri }: FileEvent): boolean => uri.toLowerCase().endsWith(PRODUCT_LIST_EXTENSION);
    indexer.filesChanged(changes.filter(isIndexed).map(({ uri }) => uri));
    matrices.filesChanged(changes.map(({ uri }) => uri));
    if (!changes.every((change) => isIndexed(change) || isList(change))) governingChanged();
  });
}
