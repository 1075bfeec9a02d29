"""Documents in forms other than our JSON, one module a form."""

from worker.export.formats import FORMATS, Format, render

__all__ = ["FORMATS", "Format", "render"]
