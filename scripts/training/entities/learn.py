"""Learning: batches of sentences of like length, one guideline a batch, AdamW with a falling rate."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad

from training.entities.examples import Example, Forms
from training.entities.network import HEADS, Tagger

_WARM_UP = 100  # steps
# The running mean of the weights errs less than where the last steps happened to end.
_EVERY, _KEPT = 4, 0.99  # steps between two additions to it, and how much of it each one keeps


@dataclass(frozen=True)
class Course:
    """How long and how fast to learn."""

    epochs: int = 10
    batch: int = 32
    rate: float = 3e-3
    seed: int = 0


def learn(
    model: Tagger, forms: Forms, examples: list[Example], course: Course, after: Callable[[int, float], None]
) -> None:
    """Fit `model` to `examples` and leave it the running mean of its weights. `after` hears each epoch's mean loss."""
    dice = random.Random(course.seed)  # noqa: S311 - no secret
    learnt = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=course.rate, weight_decay=0, fused=True)
    means = [p.detach().clone() for p in learnt]
    total, step = course.epochs * len(list(_batches(examples, course.batch, dice))), 0
    for epoch in range(course.epochs):
        model.train()
        losses = []
        for batch in _batches(examples, course.batch, dice):
            for group in optimizer.param_groups:
                group["lr"] = course.rate * min(1.0, step / _WARM_UP) * max(0.02, 1 - step / total)
            loss = _loss(model, forms, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            if step % _EVERY == 0:
                _add(means, learnt)
            losses.append(float(loss.detach()))
            step += 1
        after(epoch, sum(losses) / len(losses))
    with torch.no_grad():
        for parameter, mean in zip(learnt, means, strict=True):
            parameter.copy_(mean)


def _add(means: list[Tensor], learnt: list[torch.nn.Parameter]) -> None:
    for mean, parameter in zip(means, learnt, strict=True):
        mean.lerp_(parameter.detach(), 1 - _KEPT)


def forms_of(model: Tagger, forms: Forms, batch: list[Example]) -> tuple[Tensor, Tensor]:
    """The form vectors (batch, length, width) of sentences, padded, and their lengths."""
    lengths = torch.tensor([len(e.forms) for e in batch])
    ids = _padded([e.forms for e in batch])
    distinct, where = torch.unique(ids, return_inverse=True)
    numbers = distinct.tolist()
    attributes, offsets = forms.bags(numbers)
    rows = torch.tensor([forms.rows[n] for n in numbers])
    made = model.forms(rows, torch.tensor(attributes), torch.tensor(offsets))
    return made[where], lengths


def _loss(model: Tagger, forms: Forms, batch: list[Example]) -> Tensor:
    made, lengths = forms_of(model, forms, batch)
    mask = (torch.arange(made.shape[1])[None] < lengths[:, None]).float()
    head = batch[0].head
    return model.crfs[head].loss(model(made, lengths, head), _padded([e.tags for e in batch]), mask)


def _batches(examples: list[Example], size: int, dice: random.Random) -> Iterator[list[Example]]:
    """Batches of one guideline and like lengths, in random order."""
    groups = []
    for head in range(len(HEADS)):
        own = [e for e in examples if e.head == head]
        own.sort(key=lambda e: len(e.forms) + 8 * dice.random())
        groups += [own[n : n + size] for n in range(0, len(own), size)]
    dice.shuffle(groups)
    yield from groups


def _padded(rows: list[list[int]]) -> Tensor:
    longest = max(map(len, rows))
    return torch.stack([pad(torch.tensor(row), (0, longest - len(row))) for row in rows])
