"""Licences of what is installed with us, and of what we ship: what scripts/licences prints and refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "worker" / "resources"

# SPDX identifiers that an Apache-2.0 project may depend on. MPL: weak copyleft, by the file; it is not ours.
ALLOWED = frozenset(
    {"0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-0"}
    | {"MPL-1.1", "MPL-2.0", "PSF-2.0", "Zlib"}
)
# What packages without an SPDX expression call the same.
_ALIASES = {
    "apache": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd license": "BSD",
    "bsd 2-clause license": "BSD-2-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "the bsd 2-clause license": "BSD-2-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "the mit license (mit)": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}
_NO_LICENCE = {"dfsg approved", "osi approved"}
# Words by which a table says that it holds facts or figures of others.
_OTHERS = re.compile(r"\bCC[ -](?:BY|0)|\bCC0\b|Unicode licen[cs]e", re.IGNORECASE)


def needed(name: str, extras: frozenset[str] = frozenset()) -> dict[str, Distribution]:
    """Every distribution that `name` with `extras` brings and that is installed, by its name, without `name`."""
    found: dict[str, Distribution] = {}
    queue = [(canonicalize_name(name), extras)]
    seen = set(queue)
    while queue:
        wanted, its_extras = queue.pop()
        try:
            package = distribution(wanted)
        except PackageNotFoundError:
            continue  # for another system or Python, or an extra that is not installed
        found[wanted] = package
        for requirement in _requirements(package, its_extras):
            more = (canonicalize_name(requirement.name), frozenset(requirement.extras))
            if more not in seen:
                seen.add(more)
                queue.append(more)
    found.pop(canonicalize_name(name), None)
    return dict(sorted(found.items()))


def absent(name: str, extras: frozenset[str]) -> list[str]:
    """What `name` with `extras` asks for on this machine, and what is not installed."""
    return [wanted for wanted in (r.name for r in _requirements(distribution(name), extras)) if not _installed(wanted)]


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _requirements(package: Distribution, extras: frozenset[str]) -> Iterator[Requirement]:
    for line in package.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield requirement


def licence(package: Distribution) -> str:
    """The licence as an SPDX expression where it can be told; "unknown" where the package says nothing."""
    said = package.metadata
    if expression := said.get("License-Expression"):
        return str(expression)
    classified = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line[:7] == "License"]
    names = [name for name in classified if name.casefold() not in _NO_LICENCE] or [(said.get("License") or "").strip()]
    return " OR ".join(dict.fromkeys(_identifier(name) for name in names)) or "unknown"


def _identifier(name: str) -> str:
    """`name`, which may be the whole text of a licence, as an identifier."""
    first = re.sub(r"\s+", " ", name.partition("\n")[0]).strip()
    return _ALIASES.get(first.casefold(), first)


def allowed(expression: str) -> bool:
    """Whether one of the alternatives of an SPDX expression is allowed in all its parts."""
    alternatives = expression.replace("(", "").replace(")", "").split(" OR ")
    return any(all(part.strip() in ALLOWED for part in one.split(" AND ")) for one in alternatives)


def from_elsewhere() -> list[str]:
    """Files under worker/resources that are models, or tables with facts of others, as paths from the root."""
    files = (path for path in sorted(RESOURCES.rglob("*")) if path.is_file() and path.suffix not in {".py", ".pyc"})
    return [str(path.relative_to(ROOT)) for path in files if path.suffix != ".tsv" or _OTHERS.search(_head(path))]


def _head(path: Path) -> str:
    """What a table says of itself."""
    return "\n".join(line for line in path.read_text("utf-8").splitlines() if line.startswith("#"))


def notices(notice: str) -> dict[str, str]:
    """The patterns of paths that NOTICE names, each with the entry it stands in."""
    entries = re.split(r"\n(?=- )", notice)
    return {path: entry for entry in entries for path in re.findall(r"worker/resources/[\w*./-]*[\w*]", entry)}


def unnoticed(notice: str) -> list[str]:
    """Files with something of others that no entry of NOTICE names."""
    patterns = notices(notice)
    return [path for path in from_elsewhere() if not any(fnmatch(path, pattern) for pattern in patterns)]


def unfounded(notice: str) -> list[str]:
    """Patterns of NOTICE that no file answers to."""
    return [pattern for pattern in notices(notice) if not list(ROOT.glob(pattern))]


def refused(packages: Mapping[str, Distribution]) -> dict[str, str]:
    """The packages whose licence is not allowed, or not told, each with it."""
    told = {name: licence(package) for name, package in packages.items()}
    return {name: expression for name, expression in told.items() if not allowed(expression)}
