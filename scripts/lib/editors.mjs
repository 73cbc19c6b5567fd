// The editors that tests drive.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installDebian, SetupError, which } from './shell.mjs';

/**
 * The program of each editor, the Debian packages that bring it, and whether it has what it needs besides.
 * @type {Record<string, { program: string, packages: string[], isComplete?: (path: string) => boolean }>}
 */
export const EDITORS = {
  neovim: { program: 'nvim', packages: ['neovim'] },
  emacs: {
    program: 'emacs',
    packages: ['emacs-nox', 'elpa-eglot'],
    isComplete: (path) => spawnSync(path, ['--batch', '--eval', "(require 'eglot)"]).status === 0,
  },
  vim: { program: 'vim', packages: ['vim', 'vim-ale'], isComplete: () => existsSync('/usr/share/vim-ale') },
};

/**
 * The path of an editor: on the PATH, or installed now (on Debian, as root).
 * @throws {SetupError} where it is not there, and cannot be installed
 */
export async function ensureEditor(name) {
  const { program, packages, isComplete = () => true } = EDITORS[name];
  const complete = () => {
    const path = which(program);
    return path !== undefined && isComplete(path) ? path : undefined;
  };
  const found = complete();
  if (found !== undefined) return found;
  console.log(`Installing ${packages.join(', ')} ...`);
  await installDebian(packages);
  const installed = complete();
  if (installed === undefined)
    throw new SetupError(`${program} is not complete after installing ${packages.join(', ')}`);
  return installed;
}
