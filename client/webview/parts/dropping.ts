/** Files that are dropped on the page: tables to apply. */
import { base64Of } from '../../../server/src/lsp/protocol/base64';

/** A larger file would hold up the window while it is sent. In bytes. */
export const MAX_DROPPED = 50_000_000;

/** Accepts files that are dropped on the page. @param apply receives the name of a file and its bytes in base64; none of one that is too large */
export function acceptTables(apply: (name: string, data: string) => void): void {
  const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;
  window.addEventListener('dragover', (event) => {
    // Without this, the browser would open the file.
    if (hasFiles(event)) event.preventDefault();
  });
  window.addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (file === undefined) return;
    event.preventDefault();
    if (file.size > MAX_DROPPED) return apply(file.name, '');
    void file.arrayBuffer().then((bytes) => apply(file.name, base64Of(new Uint8Array(bytes))));
  });
}
