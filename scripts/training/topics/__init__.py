"""Training of the topic model: corpora, weak labels, the fit, the export."""
