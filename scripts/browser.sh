# Sourced by scripts that open a browser: Debian's Chromium with its driver, and fonts for Arabic script. As root it
# is installed where it is missing; otherwise the tests in a browser are skipped, and this says so.

_browser() {
  command -v chromedriver >/dev/null && { command -v chromium || command -v google-chrome; } >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "browser: installing chromium"
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium chromium-driver fonts-noto-core >/dev/null && return
  fi
  echo "browser: NO BROWSER HERE, its tests are skipped; on Debian: sudo apt-get install chromium chromium-driver" >&2
}

_browser
