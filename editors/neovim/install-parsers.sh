#!/bin/sh
# Builds the tree-sitter parsers for Postfix files with the C compiler, and puts them and their queries where Neovim looks:
# install-parsers.sh [directory], by default ~/.local/share/nvim/site.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
site=${1:-${XDG_DATA_HOME:-$HOME/.local/share}/nvim/site}
mkdir -p "$site/parser"
for grammar in "$here"/../../grammars/tree-sitter/postfix-*; do
  language=$(basename "$grammar" | tr - _)
  "${CC:-cc}" -O2 -shared -fPIC -I"$grammar/src" "$grammar/src/parser.c" "$grammar/src/scanner.c" \
    -o "$site/parser/$language.so"
  mkdir -p "$site/queries/$language"
  cp "$grammar"/queries/*.scm "$site/queries/$language/"
  echo "$site/parser/$language.so"
done
