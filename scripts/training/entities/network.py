"""The tagger as it is trained: attributes and vectors of forms, a bidirectional LSTM, a CRF for each guideline.

The corpora disagree on what a name is, so they share all but the last layer: one output layer and one
CRF for each guideline (`HEADS`). The forward pass in numpy is worker/tag/entities/network.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
HEADS = ("inhouse", "anercorp", "wiki")


@dataclass(frozen=True)
class Size:
    """Numbers of attributes and vector components, widths of the layers, and what is dropped in training."""

    attributes: int
    vector: int
    form: int = 100
    hidden: int = 100
    drop: float = 0.5
    drop_vector: float = 0.2
    drop_attribute: float = 0.25


class Crf(nn.Module):
    """A linear chain: transition and start scores."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.start = nn.Parameter(torch.zeros(tags))

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood a token; scores (batch, length, tags), mask 1.0 where there is a token."""
        rows = torch.arange(len(scores))
        gold = self.start[tags[:, 0]] + scores[rows, 0, tags[:, 0]]
        alpha = self.start + scores[:, 0]
        for i in range(1, scores.shape[1]):
            step = self.transitions[tags[:, i - 1], tags[:, i]] + scores[rows, i, tags[:, i]]
            gold = gold + mask[:, i] * step
            grown = torch.logsumexp(alpha.unsqueeze(2) + self.transitions, 1) + scores[:, i]
            alpha = torch.where(mask[:, i].bool().unsqueeze(1), grown, alpha)
        return (torch.logsumexp(alpha, 1) - gold).sum() / mask.sum()


class Tagger(nn.Module):
    """Scores of tags for sentences of forms. `vectors` are fixed, one row a form, the last row all zeros."""

    def __init__(self, size: Size, vectors: Tensor, heads: int = len(HEADS)) -> None:
        super().__init__()
        self.size = size
        self.vectors = nn.Embedding.from_pretrained(vectors)
        self.attributes = nn.EmbeddingBag(size.attributes, size.form, mode="sum")
        nn.init.normal_(self.attributes.weight, std=0.1)
        self.project = nn.Linear(size.vector, size.form)
        self.lstm = nn.LSTM(size.form, size.hidden, batch_first=True, bidirectional=True)
        self.outputs = nn.ModuleList(nn.Linear(2 * size.hidden + size.form, len(TAGS)) for _ in range(heads))
        self.crfs = nn.ModuleList(Crf(len(TAGS)) for _ in range(heads))
        self.drop = nn.Dropout(size.drop)
        self.drop_vector = nn.Dropout(size.drop_vector)

    def forms(self, rows: Tensor, attributes: Tensor, offsets: Tensor) -> Tensor:
        """One vector a form, from its vector row and its attributes: those from its offset on."""
        weights = torch.ones(len(attributes))
        if self.training:
            weights = (torch.rand(len(attributes)) > self.size.drop_attribute).float()
        summed = self.attributes(attributes, offsets, per_sample_weights=weights)
        return torch.tanh(summed + self.project(self.drop_vector(self.vectors(rows))))

    def forward(self, forms: Tensor, lengths: Tensor, head: int) -> Tensor:
        """Scores (batch, length, tags) of `forms` (batch, length, width)."""
        x = self.drop(forms)
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.outputs[head](torch.cat([self.drop(states), x], -1))
