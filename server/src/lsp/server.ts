import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  type InitializeParams,
  type InitializeResult,
  WatchKind,
} from 'vscode-languageserver';
import { ASSOCIATIONS_SETTING } from './associations';
import { abilitiesOf, serverCapabilities } from './capabilities';
import { registerNewFiles } from './newFiles';
import { registerPublish } from './publish/publish';
import { createDiagnose } from './diagnose';
import {
  pullDiagnostics,
  pushDiagnostics,
  type Diagnose,
  type DiagnosticsTransport,
  publishConfigDiagnostics,
} from './diagnostics';
import { openDocuments } from './documents';
import { createLanguageService } from '../language/languageService';
import { registerFeatures } from './features';
import { registerCommands } from './features/commands';
import { GoverningFiles } from './governingFiles';
import { INDEXED_EXTENSION } from '../workspace/fileLimits';
import { registerMatrix } from './features/matrix';
import { registerPlan } from './features/plan';
import { Indexer } from './indexer';
import { Matrices } from './matrix/matrices';
import { Plans } from './plan/plans';
import { SETTINGS_SECTION, type ExperimentalCapabilities } from './protocol';
import { registerRequests } from './requests';
import { clockNow, type Bundled, type Runtime } from './runtime';
import type { Session } from './session';
import { readOptions } from './settings';
import { Workspace } from './workspace';
import { registerWorkspaceDiagnostics } from './workspaceDiagnostics';
import { translator } from '../xml/problem';
import { inBackground, logged } from './runSafe';
import { isUri } from './uris';

/** Extensions of the files that list products, assets, installed patches. */
const LIST_EXTENSIONS = ['.csv', '.xlsx'];

/** The files that the client watches: schemas, profiles and configurations, VPC files for the index, lists. */
const WATCHED = ['.xsd', '.json', INDEXED_EXTENSION, ...LIST_EXTENSIONS].map((extension) => `**/*${extension}`);

/**
 * Connects the language service to an LSP connection and starts listening.
 * @param runtime all I/O of the server goes through it or the connection
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
  const options = readOptions(params.initializationOptions);
  const own = options.l10n === undefined ? runtime.translations?.(options.locale ?? params.locale) : null;
  const abilities = abilitiesOf(params.capabilities);
  const governing = new GoverningFiles(runtime, abilities.registerWatchers);
  const reading = { ...runtime, readFile: governing.readFile };
  const workspace = new Workspace(connection, reading, abilities, bundled, options);
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  workspace.folders = folders.filter(isUri);
  const localize = translator(options.l10n ?? own?.texts ?? {});
  const indexer = new Indexer({ ...environment, workspace, localize, isWatched: abilities.registerWatchers });
  const language = own?.language ?? (options.l10n === undefined ? 'en' : (params.locale ?? 'en'));
  const service = createLanguageService({ localize, clock: clockNow });
  const session: Session = { ...environment, abilities, workspace, governing, indexer, service, localize, language };
  const matrices = new Matrices(session);
  const plans = new Plans(session, matrices.files);
  // Other clients have no panel, and need not pay for what it shows.
  if (options.matrixCommand !== undefined) indexer.shareWith(matrices.files);

  registerFeatures(session, options);
  registerRequests(session);
  registerNewFiles(session);
  registerPublish(session);
  registerMatrix(session, matrices);
  if (options.ownCommands !== true) registerCommands(session, matrices);
  registerPlan(session, plans);
  const transport = registerDiagnostics(session, matrices);
  listenForChanges(session, transport, new Views(matrices, plans));
  // Rules depend on other files: their problems may have changed.
  indexer.onDidRead(() => transport.refresh());

  const experimental: ExperimentalCapabilities = { vpc: { profileVersion: bundled.vocabulary.profile.version } };
  return {
    capabilities: { ...serverCapabilities(abilities, options), experimental },
    serverInfo: { name: 'VPC Tools', version: runtime.version },
  };
}

function registerDiagnostics(session: Session, matrices: Matrices): DiagnosticsTransport {
  const { connection, runtime, documents, abilities } = session;
  const diagnoseOpen = createDiagnose(session);
  const diagnose: Diagnose = async (document, isWanted) => {
    const found = await diagnoseOpen(document, isWanted);
    // An error of an open matrix is none of this document.
    if (found !== null) logged(connection, 'Matrix', () => matrices.diagnosed(document.uri));
    return found;
  };
  if (abilities.pullDiagnostics) registerWorkspaceDiagnostics(session);
  return abilities.pullDiagnostics
    ? pullDiagnostics(connection, runtime, documents, diagnose, abilities.diagnosticRefresh)
    : pushDiagnostics(connection, runtime, documents, diagnose);
}

function hasExtension(uri: string, extension: string): boolean {
  return uri.toLowerCase().endsWith(extension);
}

/** What is shown of many files. */
class Views {
  constructor(
    private readonly matrices: Matrices,
    private readonly plans: Plans,
  ) {}

  filesChanged(uris: readonly string[]): void {
    this.matrices.filesChanged(uris);
    this.plans.filesChanged(uris);
  }

  governingChanged(): void {
    this.matrices.governingChanged();
    this.plans.governingChanged();
  }
}

/** Listens for changes of settings, folders and files that change how documents are checked. */
function listenForChanges(session: Session, transport: DiagnosticsTransport, views: Views): void {
  const { connection, runtime, workspace, governing, indexer, abilities, bundled } = session;
  const { profile } = bundled.vocabulary;
  const clearConfigDiagnostics = publishConfigDiagnostics(session);
  const governingChanged = (): void => {
    clearConfigDiagnostics();
    governing.clear();
    workspace.filesChanged();
    indexer.settingsChanged();
    transport.refresh();
    views.governingChanged();
  };
  governing.onDidChange(governingChanged);
  const register = (registration: Promise<unknown>): void => inBackground(connection, 'Registration', registration);
  connection.onInitialized(() => {
    connection.console.info(`VPC Tools ${runtime.version}, ${profile.name} ${profile.version}`);
    if (abilities.registerConfiguration) {
      const section = [SETTINGS_SECTION, ASSOCIATIONS_SETTING];
      register(connection.client.register(DidChangeConfigurationNotification.type, { section }));
    }
    if (abilities.registerWatchers) {
      const watchers: FileSystemWatcher[] = WATCHED.map((globPattern) => ({ globPattern }));
      // Of a deleted folder, clients report the folder alone.
      watchers.push({ globPattern: '**', kind: WatchKind.Delete });
      register(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (abilities.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        const come = added.map(({ uri }) => uri).filter(isUri);
        workspace.folders = [...workspace.folders.filter((uri) => !gone.has(uri)), ...come];
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
    const isIndexed = ({ uri }: FileEvent): boolean => hasExtension(uri, INDEXED_EXTENSION);
    const isList = ({ uri }: FileEvent): boolean => LIST_EXTENSIONS.some((extension) => hasExtension(uri, extension));
    const isOther = (change: FileEvent): boolean => !isIndexed(change) && !isList(change);
    const isGone = (change: FileEvent): boolean => isOther(change) && change.type === FileChangeType.Deleted;
    const uris = changes.filter((change) => !isGone(change)).map(({ uri }) => uri);
    if (uris.length > 0) {
      indexer.filesChanged(changes.filter(isIndexed).map(({ uri }) => uri));
      views.filesChanged(uris);
    }
    // A catalog is an XML file.
    const isCatalog = (change: FileEvent): boolean => isIndexed(change) && governing.has(change.uri);
    if (changes.some((change) => (isOther(change) && !isGone(change)) || isCatalog(change))) governingChanged();
    filesGone(changes.filter(isGone).map(({ uri }) => uri));
  });

  /** Folders, or files that may govern documents, were deleted or moved away. */
  const filesGone = (uris: readonly string[]): void => {
    if (uris.length === 0) return;
    const files = indexer.filesGone(uris);
    if (files.length > 0) views.filesChanged(files);
    if (uris.some((uri) => governing.has(uri))) governingChanged();
  };
  /** Files or folders came; what governs documents can be in a folder. */
  const filesCome = (uris: readonly string[]): void => {
    const isFile = (uri: string): boolean => hasExtension(uri, INDEXED_EXTENSION);
    const folders = uris.filter((uri) => !isFile(uri));
    indexer.filesChanged(uris.filter(isFile));
    for (const folder of folders) indexer.folderAppeared(folder);
    if (folders.length > 0) governingChanged();
    views.filesChanged(uris);
  };
  if (abilities.fileOperations) {
    connection.workspace.onDidCreateFiles(({ files }) => filesCome(files.map(({ uri }) => uri)));
    connection.workspace.onDidDeleteFiles(({ files }) => filesGone(files.map(({ uri }) => uri)));
    connection.workspace.onDidRenameFiles(({ files }) => {
      filesGone(files.map(({ oldUri }) => oldUri));
      filesCome(files.map(({ newUri }) => newUri));
    });
  }
}
