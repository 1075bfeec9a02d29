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
  .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check -e '.[dev]' || return 1
  echo "$wanted" > .venv/installed
}

_setup() {
  [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || _make_venv || return 1
  _install
}

_setup
