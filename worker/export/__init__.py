"""Documents in forms other than our JSON."""
