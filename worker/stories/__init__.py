"""Stories: near-duplicates of the last days in clusters, across all workers. See docs/stories.md."""

from worker.stories.placing import placed
from worker.stories.protocol import Stories, Story

__all__ = ["Stories", "Story", "placed"]
