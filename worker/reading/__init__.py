"""Reading articles that people hand over: files, directories, stdin; plain or JSON Lines; compressed or not."""

from worker.reading.articles import Defaults, Unreadable, read
from worker.reading.find import STDIN, find, size
from worker.reading.open import Meter

__all__ = ["STDIN", "Defaults", "Meter", "Unreadable", "find", "read", "size"]
