"""A worker node: Celery's processes, their one task, and what the parent does beside it."""
