export function installNode(folder: string, major: string): Promise<string>;
