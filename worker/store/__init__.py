"""Where documents are kept: the ledger, its protocol, and two stores."""
