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
from worker.web.pages import page, page_number
from worker.web.summaries import Summaries, Summary, summary_of

_LISTED = 50  # stories a page
_PAGES = 20  # of the list: older stories are reached from their documents
_OTHERS = 5  # members beside the first on a page


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
        number = page_number(request.query_params.get("page"), _PAGES)
        found = self._stories.newest(_LISTED * number + 1)
        stories = found[_LISTED * (number - 1) : _LISTED * number]
        newest = self._summaries.of((story.latest_ms, story.documents[-1]) for story in stories if story.documents)
        heads = {summary.id: summary for summary in newest}
        rows = [
            (story, heads[story.documents[-1]]) for story in stories if story.documents and story.documents[-1] in heads
        ]
        more = len(found) > _LISTED * number and number < _PAGES
        return page(request, "stories.html", rows=rows, number=number, more=more, most=_LISTED * _PAGES)

    def show(self, request: Request) -> Response:
        """The members of a story, oldest first, a few a page beside the first."""
        story = self._stories.story(request.path_params["id"])
        if story is None:
            raise HTTPException(404, "No such story: it is older than the window, has one document only, or never was.")
        pages = max(1, -(-(len(story.documents) - 1) // _OTHERS))
        number = page_number(request.query_params.get("page"), pages)
        members = self._members(story, number)
        return page(request, "story.html", story=story, members=members, words=WORDS, number=number, pages=pages)

    def _members(self, story: Story, number: int) -> list[Member]:
        others = story.documents[1 + _OTHERS * (number - 1) : 1 + _OTHERS * number]
        payloads = self._results.results([*story.documents[:1], *others])
        documents: list[dict[str, Any]] = [json.loads(payload) for payload in payloads if payload is not None]
        return [
            Member(
                summary_of(document, 0),
                differences(documents[0]["text"], document["text"]) if number else beginning(document["text"]),
            )
            for number, document in enumerate(documents)
        ]
