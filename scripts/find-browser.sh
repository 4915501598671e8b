#!/bin/sh
# Print the path of a Chromium or Chrome for the browser tests: the machine's, else one installed by apt where we may,
# else Playwright's own.
#   find-browser.sh VENV
set -u
venv=$1

look() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable chrome; do
    if [ -n "$name" ] && path=$(command -v "$name" 2>/dev/null) && "$path" --version --no-sandbox >/dev/null 2>&1; then
      echo "$path"
      return 0
    fi
  done
  own=$("$venv/bin/python" -c 'from playwright.sync_api import sync_playwright as p
with p() as play: print(play.chromium.executable_path)' 2>/dev/null)
  if [ -n "$own" ] && [ -x "$own" ]; then
    echo "$own"
    return 0
  fi
  return 1
}

look && exit 0
if command -v apt-get >/dev/null 2>&1; then
  root=""
  [ "$(id -u)" = 0 ] || root="sudo -n"
  echo "No Chromium found: installing Debian's package" >&2
  ($root apt-get update && DEBIAN_FRONTEND=noninteractive $root apt-get install -y --no-install-recommends chromium) >/dev/null 2>&1
  look && exit 0
fi
echo "No Chromium by apt: asking Playwright for its own" >&2
"$venv/bin/python" -m playwright install chromium >/dev/null 2>&1
look && exit 0
echo "The browser tests need Chromium or Chrome, and none could be installed; install one and run make test again." >&2
exit 1
