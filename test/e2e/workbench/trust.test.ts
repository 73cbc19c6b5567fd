import { Workbench } from '../support/workbench';

const OWN_SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="PatchData"><xs:complexType/></xs:element>
</xs:schema>
`;

describe('a schema that a workspace names in its settings', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.openRestricted('second.vpc.xml', {
      'own.xsd': OWN_SCHEMA,
      '.vscode/settings.json': JSON.stringify({ 'vpc.schema.path': 'own.xsd' }),
    });
  });

  after(() => workbench?.close());

  it('is not read in an untrusted workspace', async () => {
    await workbench.schemaInUse('VPC reference profile');
    await workbench.screenshot('restricted');
  });

  it('is used once the workspace is trusted', async () => {
    await workbench.run('Workspaces: Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.openFile('second.vpc.xml');
    await workbench.schemaInUse('own.xsd');
    await workbench.screenshot('trusted');
  });
});
