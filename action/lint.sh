#!/usr/bin/env bash
# Runs postfix-lint for action.yml. What it is told comes through the environment, and is never evaluated. It has to run in
# bash 3.2, which is what macOS has.
set -euo pipefail

refuse() {
  printf '::error title=postfix-lint::%s\n' "$1"
  exit 2
}

# Adds to `args` an option with each line of a text that is not blank.
add_lines() {
  local line
  while IFS= read -r line || [[ -n $line ]]; do
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    if [[ -n $line ]]; then args+=("$1$line"); fi
  done <<<"$2"
}

# Adds to `args` an option that has a value.
add_value() {
  if [[ -n $2 ]]; then args+=("--$1=$2"); fi
}

[[ $INPUT_VERSION =~ ^[0-9A-Za-z][0-9A-Za-z.+-]*$ ]] || refuse 'The input version is no version of postfix-lint.'
[[ $INPUT_SARIF_FILE != *$'\n'* ]] || refuse 'The input sarif-file has more than one line.'
command -v npm >/dev/null || refuse 'npm is not installed: put actions/setup-node before this step.'

args=(--format "$INPUT_FORMAT")
add_value postfix-version "$INPUT_POSTFIX_VERSION"
add_value profile "$INPUT_PROFILE"
add_value preset "$INPUT_PRESET"
add_value config "$INPUT_CONFIG"
add_value baseline "$INPUT_BASELINE"
add_value changed-since "$INPUT_CHANGED_SINCE"
add_lines --policy= "$INPUT_POLICIES"
if [[ -n $INPUT_SARIF_FILE ]]; then args+=("--format=sarif=$INPUT_SARIF_FILE"); fi
if [[ $INPUT_SUMMARY == true && -n ${GITHUB_STEP_SUMMARY-} ]]; then
  args+=("--format=markdown=$GITHUB_STEP_SUMMARY")
fi
case $INPUT_FAIL_ON in
  warning) add_value max-warnings "$INPUT_MAX_WARNINGS" ;;
  error) args+=(--max-warnings=999999999) ;;
  never) args+=(--exit-zero) ;;
  *) refuse 'The input fail-on takes error, warning or never.' ;;
esac
add_lines '' "$INPUT_ARGS"
args+=(--)
# A directory that is called like a command is none, and one that begins with a hyphen no option.
while IFS= read -r path || [[ -n $path ]]; do
  case $path in
    *[![:space:]]*) ;;
    *) continue ;;
  esac
  case $path in
    . | /* | ./* | ../* | [A-Za-z]:*) args+=("$path") ;;
    *) args+=("./$path") ;;
  esac
done <<<"$INPUT_PATHS"

# Installed far from what was checked out, whose .npmrc could name another registry, and whose node_modules anything.
home=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/postfix-lint.XXXXXX")
(cd "$home" && npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix "$home" "postfix-lint@$INPUT_VERSION" >&2)

status=0
node "$home/node_modules/postfix-lint/dist/cli.cjs" "${args[@]}" || status=$?
{
  printf 'exit-status=%s\n' "$status"
  if [[ -n $INPUT_SARIF_FILE && -f $INPUT_SARIF_FILE ]]; then printf 'sarif-file=%s\n' "$INPUT_SARIF_FILE"; fi
} >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$status"
