import type { Workbench } from './workbench';

/** Presses keys, and counts them as a user would: a key with Ctrl or Shift is one, a text one for each letter. */
export class Keys {
  count = 0;

  constructor(private readonly workbench: Workbench) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.workbench.page.keyboard.press(key);
      this.count++;
    }
  }

  async type(text: string): Promise<void> {
    await this.workbench.page.keyboard.type(text);
    this.count += text.length;
  }
}
