"""The English entity model: sentences of ours and annotations of news, lists of names, and what is trained on them."""
