// The editors that tests drive.
import { installDebian, SetupError, which } from './shell.mjs';

/** The program of each editor, and the Debian packages that bring it. */
export const EDITORS = {
  neovim: { program: 'nvim', packages: ['neovim'] },
  emacs: { program: 'emacs', packages: ['emacs-nox', 'elpa-eglot'] },
  vim: { program: 'vim', packages: ['vim', 'vim-ale'] },
};

/**
 * The path of an editor: on the PATH, or installed now (on Debian, as root).
 * @throws {SetupError} where it is not there, and cannot be installed
 */
export async function ensureEditor(name) {
  const { program, packages } = EDITORS[name];
  const found = which(program);
  if (found !== undefined) return found;
  console.log(`Installing ${packages.join(', ')} ...`);
  await installDebian(packages);
  const installed = which(program);
  if (installed === undefined) throw new SetupError(`no ${program} was found after installing ${packages.join(', ')}`);
  return installed;
}
