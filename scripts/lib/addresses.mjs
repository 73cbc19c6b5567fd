// The public addresses of the project. All follow from one field, "repository" of package.json, which is empty as long as none is
// decided: then the packages can be made and installed, but not published.

/**
 * @typedef {object} Addresses
 * @property {{ repository: { type: 'git', url: string }, bugs: { url: string }, homepage: string }} manifest fields of package.json
 * @property {string} content what relative links of a README start from
 * @property {string} pictures what relative links to pictures start from
 */

/**
 * @param {{ repository?: string }} manifest
 * @returns {Addresses | null} null where the field is missing or empty
 * @throws {Error} where it is not an https address
 */
export function addressesOf({ repository }) {
  if (!repository) return null;
  if (!/^https:\/\/[^\s/]+\/\S*[^\s/]$/.test(repository)) {
    throw new Error(
      `"repository" of package.json is "${repository}", not an address like https://example.com/owner/name.`,
    );
  }
  const address = repository.replace(/\.git$/, '');
  return {
    manifest: {
      repository: { type: 'git', url: `${address}.git` },
      bugs: { url: `${address}/issues` },
      homepage: `${address}#readme`,
    },
    content: `${address}/blob/HEAD`,
    pictures: `${address}/raw/HEAD`,
  };
}

/** @param {string} what is made, for example "The extension" @returns {string} what it lacks without addresses */
export function missingAddresses(what) {
  return (
    `${what} can be installed, but not published yet: "repository" of package.json is empty. ` +
    'Missing: repository, bugs, homepage, addresses of the pictures in README.md.'
  );
}
