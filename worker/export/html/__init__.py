"""A Document as a page for people: text with its layers highlighted, right to left where it is."""

from worker.export.html.page import environment, render, stylesheet
from worker.export.html.view import View, view_of

__all__ = ["View", "environment", "render", "stylesheet", "view_of"]
