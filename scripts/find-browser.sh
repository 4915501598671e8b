#!/bin/sh
# Print the path of a Chromium or Chrome for the browser tests. The headless shell comes first: the same browser without a
# window, it takes less than half the time. It is the machine's or installed by apt where we may; else any Chromium of the
# machine, else one by apt, else Playwright's own.
#   find-browser.sh VENV
set -u
venv=$1

found() {
  for name in "$@"; do
    if [ -n "$name" ] && path=$(command -v "$name" 2>/dev/null) && "$path" --version --no-sandbox >/dev/null 2>&1; then
      echo "$path"
      return 0
    fi
  done
  return 1
}

look() {
  found chromium chromium-browser google-chrome google-chrome-stable chrome && return 0
  own=$("$venv/bin/python" -c 'from playwright.sync_api import sync_playwright as p
with p() as play: print(play.chromium.executable_path)' 2>/dev/null)
  if [ -n "$own" ] && [ -x "$own" ]; then
    echo "$own"
    return 0
  fi
  return 1
}

install() {
  root=""
  [ "$(id -u)" = 0 ] || root="sudo -n"
  ($root apt-get update && DEBIAN_FRONTEND=noninteractive $root apt-get install -y --no-install-recommends "$1") >/dev/null 2>&1
}

found "${CHROMIUM:-}" chromium-headless-shell chrome-headless-shell && exit 0
if command -v apt-get >/dev/null 2>&1; then
  echo "No headless shell of Chromium found: installing Debian's package" >&2
  install chromium-headless-shell
  found chromium-headless-shell && exit 0
fi
look && exit 0
if command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium found: installing Debian's package" >&2
  install chromium
  look && exit 0
fi
echo "No Chromium by apt: asking Playwright for its own" >&2
"$venv/bin/python" -m playwright install chromium >/dev/null 2>&1
look && exit 0
echo "The browser tests need Chromium or Chrome, and none could be installed; install one and run make test again." >&2
exit 1
