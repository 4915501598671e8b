#!/bin/sh
# Print the path of a Python that can build Greenroom: 3.12 or newer with a working venv module.
# Looks on PATH, under pyenv's versions, then asks uv (from PyPI) for one.
set -u

fits() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

for version in 3.14 3.13 3.12; do
  for candidate in "$(command -v "python$version" 2>/dev/null)" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version"*/bin/python; do
    if [ -n "$candidate" ] && [ -x "$candidate" ] && fits "$candidate"; then
      "$candidate" -c 'import sys; print(sys.executable)'
      exit 0
    fi
  done
done
for candidate in python3 python; do
  if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
    "$candidate" -c 'import sys; print(sys.executable)'
    exit 0
  fi
done

uv=$(command -v uv 2>/dev/null)
if [ -z "$uv" ] && command -v python3 >/dev/null 2>&1; then
  here=$(mktemp -d)
  if python3 -m pip install --quiet --target "$here" uv >/dev/null 2>&1; then uv="$here/bin/uv"; fi
fi
if [ -n "$uv" ]; then
  found=$("$uv" python find 3.13 2>/dev/null) || { "$uv" python install --quiet 3.13 >/dev/null 2>&1 && found=$("$uv" python find 3.13 2>/dev/null); }
  if [ -n "${found:-}" ] && fits "$found"; then
    echo "$found"
    exit 0
  fi
fi

echo "Greenroom needs Python 3.12, 3.13 or 3.14 with venv, and none was found on PATH, under pyenv or through uv." >&2
echo "Install one (Debian: apt-get install python3.13 python3.13-venv; macOS: brew install python@3.13) and run make again." >&2
exit 1
