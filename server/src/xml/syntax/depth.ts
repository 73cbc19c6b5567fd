/**
 * How many elements can be open at once. Functions on trees are recursive: without a limit, a hostile file with a hundred
 * thousand nested tags would exhaust the stack. Documents of real vocabularies are nested far less deep.
 */
export const MAX_DEPTH = 512;
