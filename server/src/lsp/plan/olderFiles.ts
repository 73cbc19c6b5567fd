/** The older files that a plan is compared with. */
import type { MatrixFiles, ReadDocument } from '../matrix/files';
import { nameOf } from '../matrix/files';
import type { ScopeFiles } from '../matrix/scopeFiles';
import type { MatrixScope, PlanSince } from '../protocol';
import { candidatesIn } from '../candidates';
import type { Session } from '../session';
import { keyOf } from '../workspace';

/** How many files of a folder are read at most. */
const MAX_FILES = 10_000;

/** What was read, or why there is nothing to compare with; localised. */
export type OlderDocuments =
  | { readonly documents: readonly ReadDocument[]; readonly problem: null }
  | { readonly documents: null; readonly problem: string };

/** Reads older files. Those of a commit are kept until its files differ. */
export class OlderFiles {
  private readonly known = new Map<string, ReadDocument>();

  constructor(
    private readonly session: Session,
    private readonly files: MatrixFiles,
    private readonly scope: MatrixScope,
    private readonly scopeFiles: ScopeFiles,
  ) {}

  /** Reads everything again, after settings, profiles or schemas have changed. */
  forget(): void {
    this.known.clear();
  }

  /** @returns `null` if cancelled */
  async read(since: PlanSince, isWanted: () => boolean): Promise<OlderDocuments | null> {
    const { localize, workspace } = this.session;
    if ('folder' in since) return this.inFolder(since.folder, isWanted);
    // The repository would say which files there are, and it is not trusted.
    if (!workspace.trusted) return nothing(localize('Git is not used in a workspace that is not trusted.'));
    return this.committed(since.revision, isWanted);
  }

  private async inFolder(folder: string, isWanted: () => boolean): Promise<OlderDocuments | null> {
    const documents: ReadDocument[] = [];
    for (const { uri } of await candidatesIn(folder, this.session, MAX_FILES)) {
      const read = await this.files.read(uri, nameOf(uri), isWanted);
      if (read === null) return null;
      documents.push(read);
    }
    return this.compared(documents, nameOf(folder));
  }

  private async committed(revision: string, isWanted: () => boolean): Promise<OlderDocuments | null> {
    const { runtime, workspace, localize } = this.session;
    const purpose = localize('The comparison');
    const documents: ReadDocument[] = [];
    const seen = new Set<string>();
    for (const folder of await this.folders()) {
      const answer = await runtime.committedFiles?.(folder, revision, purpose);
      if (answer === undefined) return nothing(localize('{0} requires Git, which is not installed', purpose));
      if (answer.files === null) {
        return nothing(localize(answer.problem.template, ...answer.problem.args));
      }
      const extensions = await workspace.extensionsIn(folder);
      for (const { uri, object, bytes } of answer.files) {
        const isCandidate = extensions.some((extension) => uri.toLowerCase().endsWith(extension));
        const isIn = keyOf(uri).startsWith(`${keyOf(folder)}/`);
        if (!isCandidate || !isIn || seen.has(keyOf(uri)) || !this.scopeFiles.has(uri)) continue;
        seen.add(keyOf(uri));
        const key = `${keyOf(uri)}\n${object}`;
        const known = this.known.get(key);
        const read = known ?? (await this.files.readBytes({ uri, name: nameOf(uri) }, await bytes(), isWanted));
        if (read === null) return null;
        this.known.set(key, read);
        documents.push(read);
      }
    }
    return this.compared(documents, revision);
  }

  /** The folders whose repositories have the older files. */
  private async folders(): Promise<readonly string[]> {
    const { scope } = this;
    if (scope.kind === 'folder') return [scope.uri];
    if (scope.kind === 'workspace') return this.session.workspace.folders;
    return [...new Set((await this.scopeFiles.uris()).map((uri) => uri.slice(0, uri.lastIndexOf('/'))))];
  }

  private compared(documents: readonly ReadDocument[], name: string): OlderDocuments {
    if (documents.some(({ vocabulary }) => vocabulary !== null)) return { documents, problem: null };
    return nothing(this.session.localize('Nothing to compare with: {0} has no VPC file.', name));
  }
}

function nothing(problem: string): OlderDocuments {
  return { documents: null, problem };
}
