import { validFile } from '../../../bench/generator/file';
import { REFERENCE_VOCABULARY } from '../../../server/src/domain/referenceVocabulary';
import { Workbench } from '../support/workbench';

const MB = 1024 * 1024;
const { name, text: short } = validFile(3 * MB, REFERENCE_VOCABULARY);
/** Titles that make the matrix too long for one message. */
const text = short.replaceAll('</Title>', `${' and so on'.repeat(150)}</Title>`);
const patches = text.split('<Patch>').length - 1;

describe('a matrix in several messages, in VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open(name, { files: { [name]: text } });
    await workbench.page.keyboard.press('Control+b');
  });

  after(() => workbench?.close());

  it('is shown completely, and updated after edits', async () => {
    const { page } = workbench;
    const webview = workbench.webview();
    const cell = (label: RegExp) => webview.getByRole('gridcell', { name: label });
    await workbench.token('KB5000000').first().click();
    await page.getByRole('button', { name: 'Open the Matrix' }).first().click();
    await webview.getByText(`Patches: ${patches} of ${patches}`).waitFor();
    await webview.getByLabel('Sort by').selectOption({ label: 'Oldest first' });
    await webview.getByLabel('Group by').selectOption({ label: 'No groups' });
    await cell(/^KB5000000, .*Not Approved/)
      .first()
      .waitFor();
    await workbench.token('Not Approved').first().dblclick();
    await page.keyboard.type('Mis');
    await cell(/^KB5000000, .*(Mis Approved|Not Mis)/)
      .first()
      .waitFor();
  });
});
