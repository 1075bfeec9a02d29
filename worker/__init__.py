"""Warraq: a streaming worker that normalizes, segments and tags news text. Arabic first."""

__version__ = "0.1.0.dev0"
