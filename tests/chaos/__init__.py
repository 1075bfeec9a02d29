"""Killing processes and servers while documents are on their way, and counting afterwards."""
