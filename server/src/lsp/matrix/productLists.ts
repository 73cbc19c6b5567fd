import { render } from '../../xml/problem';
import { readProductList, type ListedProduct } from '../../vpc/exchange/productList';
import type { MyProducts } from '../../vpc/matrix/mine';
import type { Session } from '../session';

/** The products that are the user's own, as the settings and the file that they name say; each file is read once. */
export class ProductLists {
  private readonly lists = new Map<string, readonly ListedProduct[]>();

  constructor(private readonly session: Pick<Session, 'workspace' | 'runtime' | 'connection'>) {}

  /** Those of whoever looks at a document. */
  async of(uri: string): Promise<MyProducts> {
    const { names, listUri } = await this.session.workspace.myProducts(uri);
    return { names, listed: listUri === null ? [] : await this.listed(listUri) };
  }

  /** The files may say something else now. */
  clear(): void {
    this.lists.clear();
  }

  private async listed(uri: string): Promise<readonly ListedProduct[]> {
    let list = this.lists.get(uri);
    if (list === undefined) {
      const text = await this.session.runtime.readFile(uri);
      const { products, problems } = readProductList(text ?? '');
      for (const { line, message, args } of problems) {
        this.session.connection.console.warn(`${uri}${line === null ? '' : `:${line}`}: ${render(message, args)}`);
      }
      this.lists.set(uri, (list = products));
    }
    return list;
  }
}
