#!/usr/bin/env bash
# What action.yml runs: builds the command where it is not built yet, then lints. The inputs are environment variables.
set -euo pipefail
tools=$1

if [ ! -f "$tools/dist/cli.js" ]; then
  (cd "$tools" && npm ci --no-audit --no-fund --silent && npm run --silent build) >&2
fi

arguments=(--format github --fail-on "${VPC_FAIL_ON:-error}")
if [ -n "${VPC_SARIF:-}" ]; then arguments+=(--format sarif --output "$VPC_SARIF"); fi
while IFS= read -r line; do
  line=${line%$'\r'}
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<< "${VPC_ARGUMENTS:-}"
# What follows is no option, whatever it is called.
arguments+=(--)
while IFS= read -r line; do
  line=${line%$'\r'}
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<< "${VPC_FILES:-.}"

exec node "$tools/dist/cli.js" lint "${arguments[@]}"
