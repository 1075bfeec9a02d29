"""Data that stages read: built files, each with its source in NOTICE. scripts/ rebuilds them."""
