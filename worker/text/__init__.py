"""What all text stages stand on: the alignment to the raw text, folding, the token table. Pure, no I/O."""
