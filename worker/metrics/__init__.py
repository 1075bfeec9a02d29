"""Prometheus metrics: the ledger's, read when they are asked for, and the workers', counted where work is done."""
