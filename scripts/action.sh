#!/usr/bin/env bash
# Run by action.yml: builds the command if it is not built yet, then lints. The inputs are environment variables.
set -euo pipefail
tools=$1

if [ ! -f "$tools/dist/cli.js" ]; then
  (cd "$tools" && npm ci --no-audit --no-fund --silent && npm run --silent build) >&2
fi

# Prints a text without the whitespace around it: YAML leaves line breaks at the end of inputs.
trimmed() {
  local text=$1
  text=${text#"${text%%[![:space:]]*}"}
  printf '%s' "${text%"${text##*[![:space:]]}"}"
}

arguments=(--format github)
fail_on=$(trimmed "${VPC_FAIL_ON:-}")
arguments+=(--fail-on "${fail_on:-error}")
sarif=$(trimmed "${VPC_SARIF:-}")
if [ -n "$sarif" ]; then arguments+=(--format sarif --output "$sarif"); fi
summary=
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  summary=$(mktemp -d)
  trap 'rm -rf "$summary"' EXIT
  arguments+=(--format markdown --output "$summary/summary.md")
fi
# Adds the lines of a text, each without the whitespace around it.
add_lines() {
  local line
  while IFS= read -r line; do
    line=$(trimmed "$line")
    if [ -n "$line" ]; then arguments+=("$line"); fi
  done <<< "$1"
}
add_lines "${VPC_ARGUMENTS:-}"
# After --, nothing is an option, even if it starts with a hyphen.
arguments+=(--)
before=${#arguments[@]}
add_lines "${VPC_FILES:-}"
if [ "${#arguments[@]}" = "$before" ]; then arguments+=(.); fi

code=0
node "$tools/dist/cli.js" lint "${arguments[@]}" || code=$?

# GitHub refuses the summary of a step that is longer than 1 MiB.
limit=1000000
if [ -n "$summary" ] && [ -f "$summary/summary.md" ]; then
  if [ "$(wc -c < "$summary/summary.md")" -le "$limit" ]; then
    cat "$summary/summary.md" >> "$GITHUB_STEP_SUMMARY"
  else
    # Without the last line, which can be cut.
    head -c "$limit" "$summary/summary.md" | sed '$d' >> "$GITHUB_STEP_SUMMARY"
    printf '\nThe summary is cut here. The annotations and the log have all problems.\n' >> "$GITHUB_STEP_SUMMARY"
  fi
fi
exit "$code"
