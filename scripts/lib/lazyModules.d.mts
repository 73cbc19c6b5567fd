export function withLazyModules(code: string): string;
