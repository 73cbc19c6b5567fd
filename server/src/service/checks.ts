/** Which problems are looked for in a document, and how bad they are. */
import type { RuleContext } from '../vpc/rules/rule';
import type { Problem } from '../xml/problem';
import { Checks } from './configuration/checks';
import type { GovernedDocument } from './document';

/** Whether problems of a code would be found where there are some; of all codes of a room with `/*`, of any with `*`. */
export function isLookedFor({ schema, vocabulary, checks = Checks.DEFAULT }: GovernedDocument, code: string): boolean {
  if (code === '*') return schema !== null && vocabulary !== null;
  const isRoomThere = code.startsWith('xsd/') ? schema !== null : vocabulary !== null;
  return isRoomThere && (code.endsWith('/*') || checks.isOn(code));
}

/** What the configuration says to the rules. */
export function ruleSettings({ checks }: GovernedDocument): Pick<RuleContext, 'isWanted' | 'options'> {
  return checks === undefined ? {} : { isWanted: (id) => checks.isOn(id), options: checks.options };
}

/** The problems that are looked for, each as bad as the configuration says. */
export function weighed(problems: readonly Problem[], { checks }: GovernedDocument): readonly Problem[] {
  if (checks === undefined || checks === Checks.DEFAULT) return problems;
  return problems.flatMap((problem) => {
    const severity = checks.levelOf(problem.code, problem.severity);
    if (severity === 'off') return [];
    return [severity === problem.severity ? problem : { ...problem, severity }];
  });
}
