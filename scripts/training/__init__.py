"""Training code, a package a model: reads corpora, writes files under worker/resources."""
