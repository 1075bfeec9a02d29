"""Training code of the named-entity model: reads annotated corpora, writes worker/resources/ner."""
