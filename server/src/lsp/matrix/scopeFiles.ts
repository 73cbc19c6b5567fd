import type { MatrixScope } from '../protocol';
import type { Session } from '../session';
import { keyOf } from '../workspace';
import { workspaceFiles } from '../workspaceFiles';

/** The files of a matrix or a plan, searched once until {@link forget}. */
export class ScopeFiles {
  private found: readonly string[] | null = null;

  constructor(
    private readonly session: Session,
    private readonly scope: MatrixScope,
  ) {}

  /** Whether only VPC files count: those of a folder or the workspace. The others were chosen one by one. */
  get isSearched(): boolean {
    return this.scope.kind !== 'documents';
  }

  /** Searches again, after files were created, deleted, opened or closed. */
  forget(): void {
    this.found = null;
  }

  /** Whether a file is one of them, if there is such a file. */
  has(uri: string): boolean {
    const { scope } = this;
    if (scope.kind === 'workspace') return true;
    const key = keyOf(uri);
    if (scope.kind === 'folder') return key.startsWith(`${keyOf(scope.uri)}/`);
    return scope.uris.some((shown) => keyOf(shown) === key);
  }

  async uris(): Promise<readonly string[]> {
    if (this.scope.kind === 'documents') return this.scope.uris;
    this.found ??= [...(await workspaceFiles(this.session)).values()].filter((uri) => this.has(uri)).sort();
    return this.found;
  }
}
