/** Which cells of a workbook show dates: that is in their number format alone (ECMA-376-1, 18.8.30). */
import type { ZipArchive } from './zip';
import { readPart } from './xmlPart';

/** How the numbers of a style are shown. */
export type NumberForm = 'date' | 'general' | { readonly decimals: number };

/** Built-in formats of dates: 14 to 22, times 45 to 47, and those of East Asian languages. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** The forms by the index of a cell's style. @param name of the part; `null`: the workbook has none */
export function readForms(archive: ZipArchive, name: string | null): NumberForm[] {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let isInCells = false;
  if (name === null) return [];
  readPart(archive, name, {
    open(tag, attribute) {
      if (tag === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (tag === 'cellXfs') isInCells = true;
      else if (tag === 'xf' && isInCells) ids.push(Number(attribute('numFmtId') ?? 0));
    },
    close(tag) {
      if (tag === 'cellXfs') isInCells = false;
    },
  });
  return ids.map((id) => formOf(id, codes.get(id)));
}

function formOf(id: number, code: string | undefined): NumberForm {
  if (code === undefined) {
    if (isBuiltInDate(id)) return 'date';
    return id === 1 ? { decimals: 0 } : id === 2 ? { decimals: 2 } : 'general';
  }
  // Without texts in quotes, escaped characters, colours and conditions.
  const [plain = ''] = code.replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?/g, '').split(';');
  if (/[dmyhs]/i.test(plain) && !/general/i.test(plain)) return 'date';
  const fixed = /^0(?:\.(0{1,15}))?$/.exec(code);
  return fixed === null ? 'general' : { decimals: fixed[1]?.length ?? 0 };
}
