"""What workers do for the ledger between documents: reap, take in, tidy."""
