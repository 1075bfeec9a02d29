"""Stories: documents that say nearly the same, side by side, with what sets them apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from worker.store.protocol import Results
from worker.stories import Stories, Story
from worker.web.differences import WORDS, beginning, differences
from worker.web.pages import page
from worker.web.summaries import Summaries, Summary, summary_of

_LISTED = 100  # the newest stories that are listed
_SHOWN = 6  # members side by side


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a story, as it differs from the first."""

    summary: Summary
    text: Markup


class StoryPages:
    """`/stories` and `/stories/{id}`."""

    def __init__(self, stories: Stories, results: Results, summaries: Summaries) -> None:
        self._stories, self._results, self._summaries = stories, results, summaries

    def listed(self, request: Request) -> Response:
        """The stories that grew last, each with its newest document."""
        stories = self._stories.newest(_LISTED)
        newest = self._summaries.of((story.latest_ms, story.documents[-1]) for story in stories if story.documents)
        heads = {summary.id: summary for summary in newest}
        rows = [
            (story, heads[story.documents[-1]]) for story in stories if story.documents and story.documents[-1] in heads
        ]
        return page(request, "stories.html", rows=rows, most=_LISTED)

    def show(self, request: Request) -> Response:
        """The members of a story, oldest first."""
        story = self._stories.story(request.path_params["id"])
        if story is None:
            raise HTTPException(404, "No such story: it is older than the window, has one document only, or never was.")
        return page(request, "story.html", story=story, members=self._members(story), words=WORDS)

    def _members(self, story: Story) -> list[Member]:
        payloads = self._results.results(story.documents[:_SHOWN])
        documents: list[dict[str, Any]] = [json.loads(payload) for payload in payloads if payload is not None]
        return [
            Member(
                summary_of(document, 0),
                differences(documents[0]["text"], document["text"]) if number else beginning(document["text"]),
            )
            for number, document in enumerate(documents)
        ]
