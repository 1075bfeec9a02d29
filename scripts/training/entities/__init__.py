"""The Arabic entity model: reads annotated corpora and raw news, writes worker/resources/ner."""
