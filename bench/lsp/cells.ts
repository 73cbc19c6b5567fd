/** Cells that are written in an open matrix: how long until text, matrix and problems show it. */
import { Publication } from '../../server/src/exchange/write/publication';
import { parse } from '../../server/src/xml/parser';
import { VOCABULARY, type Bench } from '../bench';
import type { Size } from '../options';
import { inSession, subjectOf } from './sessions';
import type { CellTimes } from './session';

const TIMES = 100;
/** Cells that are written before: the code is compiled during the first ones. */
const WARM_UP = 20;

/** Writes cells all over the file, one after the other. */
export async function cellTimes(size: Size, bench: Pick<Bench, 'folder'>): Promise<readonly CellTimes[]> {
  const subject = subjectOf(size, bench);
  const { patches } = Publication.of(parse(subject.text), VOCABULARY)!;
  const states = VOCABULARY.profile.states.filter(({ party }) => party === 'supplier');
  return inSession(subject, bench, async (session) => {
    await session.open(subject.text, (found) => found.length === 0);
    await session.openMatrix();
    const times: CellTimes[] = [];
    // Small files have fewer patches than are written.
    const written = new Map<string, string>();
    for (let round = 0; round < WARM_UP + TIMES; round++) {
      const { vendor, id, products } = patches[Math.floor((round * patches.length) / (WARM_UP + TIMES))]!;
      const { product, version, platform } = products[0]!.cells[0]!;
      const before = written.get(id) ?? products[0]!.entry.value('state');
      const state = states.find(({ value }) => value !== before)!.value;
      written.set(id, state);
      const change = { patch: { vendor: vendor.name, id }, product: { id: product, version, platform }, state };
      const taken = await session.writeCell(change);
      if (round >= WARM_UP) times.push(taken);
    }
    return times;
  });
}
