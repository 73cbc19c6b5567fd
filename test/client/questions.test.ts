import assert from 'node:assert/strict';
import type * as Questions from '../../client/src/commands/questions';
import { withVsCode } from '../support/extensionModules';

interface Item {
  readonly label: string;
  readonly picked?: boolean;
}

/** The labels that the user chooses, one for each question, and what the questions offered. */
const user = { answers: [] as (string | undefined)[], offered: [] as string[][], dialogs: 0 };
const vscode = {
  l10n: { t: (text: string, ...args: unknown[]) => text.replace('{0}', String(args[0])) },
  window: {
    showQuickPick: (items: readonly Item[], { canPickMany = false }: { canPickMany?: boolean }) => {
      const shown = items.map(({ label, picked }) => (picked ? '*' : '') + label.replace(/^\$\(.*\) /, ''));
      user.offered.push(shown);
      const answer = user.answers.shift();
      if (canPickMany) return Promise.resolve(items.filter(({ label, picked }) => picked || label === answer));
      return Promise.resolve(items.find(({ label }) => answer !== undefined && label.endsWith(answer)));
    },
    showOpenDialog: () => {
      user.dialogs++;
      return Promise.resolve([{ path: '/list.csv' }]);
    },
  },
  workspace: { textDocuments: [], fs: { readFile: () => Promise.resolve(Buffer.from('id')) } },
};

const [BATCH, DRIVE] = ['Batch', 'Drive'].map((id) => ({ id, version: '', platform: '' })) as [Product, Product];
type Product = Record<'id' | 'version' | 'platform', string>;

describe('the question for the products of a new file', () => {
  let ask: typeof Questions.askProducts;
  before(async () => {
    ({ askProducts: ask } = await withVsCode(vscode, () => import('../../client/src/commands/questions')));
  });
  beforeEach(() => Object.assign(user, { answers: [], offered: [], dialogs: 0 }));
  const asked = (suppliers: string[], products: Product[], ...answers: (string | undefined)[]) => {
    user.answers = answers;
    return ask('Title', 'A', { suppliers, products, productList: null });
  };

  it('offers all known products first where all are of the supplier', async () => {
    assert.deepEqual(await asked(['A'], [BATCH, DRIVE], 'All known products (2)'), { products: [BATCH, DRIVE] });
    assert.deepEqual(user.offered, [
      [
        'All known products (2)',
        'Some of the known products…',
        'From a product list (CSV, Excel)…',
        'Enter them later',
      ],
    ]);
  });

  it('lets the user choose some of the known products, of which none is chosen where others have them', async () => {
    const chosen = await asked(['A', 'B'], [BATCH, DRIVE], 'Some of the known products…', 'Drive');
    assert.deepEqual(chosen, { products: [DRIVE] });
    assert.deepEqual(user.offered[1], ['Batch', 'Drive']);
    await asked(['A'], [BATCH, DRIVE], 'Some of the known products…', '');
    assert.deepEqual(user.offered.at(-1), ['*Batch', '*Drive']);
  });

  it('opens a dialog only where a list is chosen', async () => {
    assert.deepEqual(await asked(['A'], [BATCH], 'Enter them later'), { products: [] });
    assert.equal(user.dialogs, 0);
    const { productList } = (await asked([], [], 'From a product list (CSV, Excel)…'))!;
    assert.deepEqual(productList, { base64: 'aWQ=' });
    assert.equal(user.dialogs, 1);
  });

  it('offers to enter the products later first where none are known', async () => {
    await asked([], [], undefined);
    assert.deepEqual(user.offered, [['Enter them later', 'From a product list (CSV, Excel)…']]);
  });

  it('is cancelled', async () => {
    assert.equal(await asked(['A'], [BATCH], undefined), undefined);
  });
});
