#!/usr/bin/env bash
# Installs a real VS Code, as code-server from the npm registry, where `npm run test:vscode` looks for it.
#
#   npm run install:vscode [-- FOLDER]      the folder is .cache/code-server, if none is named
#
# It takes 700 MB and needs a C++ compiler, make and Python 3. A folder that has it already is left as it is.
set -euo pipefail

code_server=4.139.1
# Its native modules are built for this release of Node, and it starts with no other.
node=24.21.0

folder=$(realpath -m "${1:-.cache/code-server}")
made="code-server $code_server, node $node"
mark=$folder/installed
if [[ -f $mark && $(<"$mark") == "$made" ]]; then
  echo "$made: in $folder already"
  exit
fi
for program in c++ make python3 npm; do
  command -v "$program" >/dev/null || { echo "code-server needs $program to be built" >&2; exit 1; }
done
case $(uname -sm) in
  'Linux x86_64') platform=linux-x64 ;;
  'Linux aarch64') platform=linux-arm64 ;;
  *) echo 'The test of VS Code knows Linux on x86_64 and aarch64 only' >&2; exit 1 ;;
esac

mkdir -p "$folder"
cd "$folder"
rm -f installed
[[ -f package.json ]] || echo '{ "private": true }' >package.json

# `npm run` tells of the project that it runs in; these installations are none of that project's.
unset npm_config_local_prefix npm_package_json INIT_CWD NODE
export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false npm_config_fetch_retries=5
npm install --save-exact --ignore-scripts "node-$platform@$node"
export PATH=$folder/node_modules/.bin:$PATH
# The headers come with it: nothing is fetched from elsewhere to build with.
export npm_config_nodedir=$folder/node_modules/node-$platform
npm install --save-exact --ignore-scripts "code-server@$code_server"

# As code-server's own postinstall script, but only what the server loads is built, which needs no libraries of a desktop.
npm rebuild argon2
cd node_modules/code-server/lib/vscode
npm install --omit=dev --ignore-scripts
npm rebuild @vscode/spdlog @vscode/native-watchdog

cd "$folder"
node node_modules/code-server/out/node/entry.js --version
echo "$made" >installed
