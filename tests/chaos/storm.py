"""A storm of kill -9: children, parents and whole groups, at random, while documents are on their way."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from schemas import Article
from tests.chaos.lab import Lab, Worker, articles, until


@dataclass
class Storm:
    """Kills one of `lab`'s workers every now and then and starts another where a whole worker died."""

    lab: Lab
    pool: str
    nodes: int
    seed: int
    pause: tuple[float, float] = (0.0, 0.5)
    app: str = "tests.chaos.app"
    kills: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._nodes = [self._start() for _ in range(self.nodes)]

    def rage(self, kills: int, submit: Callable[[list[Article]], list[str]]) -> list[str]:
        """Submit, and kill amid the work, until there were `kills`; what was submitted."""
        ids: list[str] = []
        size = 500
        while self.kills < kills:
            before = self.kills
            ids += submit(articles(size, f"storm{before}-{len(ids)}-", do="short"))
            self._rage(kills)
            if self.kills == before:
                size *= 2  # all was over before a blow could fall
        return ids

    def _rage(self, kills: int) -> None:
        """Kill until there were `kills`, or as often as there is work for; each time when some more is done."""
        done = self.lab.parts.store.status().done
        while self.kills < kills:
            until(lambda: self.lab.settled() or self.lab.parts.store.status().done > done, "work goes on")  # noqa: B023
            if self.lab.settled():
                return
            time.sleep(self.next_pause())  # the time of the blow is the experiment
            self.strike()
            done = self.lab.parts.store.status().done

    def next_pause(self) -> float:
        """Seconds until the next blow."""
        return self._random.uniform(*self.pause)

    def strike(self) -> None:
        """One kill."""
        which = self._random.randrange(len(self._nodes))
        victim = self._nodes[which]
        how = self._random.choice(["child", "parent", "group"] if self.pool == "prefork" else ["group"])
        if how == "child":
            self.kills += victim.kill_child(self._random.randrange(8))
            return
        victim.kill_parent() if how == "parent" else victim.kill_group()
        self.kills += 1
        self._nodes[which] = self._start()

    def _start(self) -> Worker:
        return self.lab.worker(pool=self.pool, children=2, app=self.app)
