/** Why a table cannot be read. */

/** Ends the reading of a table; caught where reading begins. */
export class TableFault extends Error {
  /**
   * @param template English, with placeholders (`{0}`) for the arguments
   * @param line in the file, from 1; `null`: it is about the whole file
   */
  constructor(
    readonly template: string,
    readonly args: readonly string[] = [],
    readonly line: number | null = null,
  ) {
    super(template);
  }
}
