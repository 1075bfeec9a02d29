"""The stream in a browser: documents as they come, one document, the queue, the dead letters."""
