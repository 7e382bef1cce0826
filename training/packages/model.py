"""The Transformer (Vaswani et al. 2017), normalised before each part, on packed rows."""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.packages.dropout import Dropout
from training.packages.recipe import Shape

# Positions that CTranslate2 can be asked for: its translations end at 256 tokens.
POSITIONS = 512
_HIDDEN = -1e4


class Attention(nn.Module):
    """Multi-head attention of `x` to `memory`, which is `x` itself unless `crossing`."""

    def __init__(self, shape: Shape, *, crossing: bool) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.scale = (width // shape.heads) ** -0.5
        self.norm = nn.LayerNorm(width)
        self.query = nn.Linear(width, width) if crossing else None
        self.inputs = nn.Linear(width, (2 if crossing else 3) * width)
        self.output = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor) -> Tensor:
        normed = self.norm(x)
        if self.query is None:
            query, key, value = self.inputs(normed).chunk(3, dim=-1)
        else:
            query = self.query(normed)
            key, value = self.inputs(memory).chunk(2, dim=-1)
        query, key, value = map(self._split, (query * self.scale, key, value))
        weights = (query @ key.transpose(-2, -1) + mask).softmax(-1)
        output: Tensor = self.output((weights @ value).transpose(1, 2).flatten(2))
        return output

    def _split(self, x: Tensor) -> Tensor:
        rows, length, width = x.shape
        return x.view(rows, length, self.heads, width // self.heads).transpose(1, 2)


class FeedForward(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.output = nn.Linear(shape.inner, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        output: Tensor = self.output(functional.relu(self.inner(self.norm(x))))
        return output


class Layer(nn.Module):
    """A layer of the encoder, or of the decoder if `crossing`."""

    def __init__(self, shape: Shape, *, crossing: bool) -> None:
        super().__init__()
        self.own = Attention(shape, crossing=False)
        self.crossing = Attention(shape, crossing=True) if crossing else None
        self.forward_part = FeedForward(shape)
        self.dropout = Dropout(shape.dropout)

    def forward(
        self,
        x: Tensor,
        mask: Tensor,
        memory: Tensor | None = None,
        memory_mask: Tensor | None = None,
    ) -> Tensor:
        x = x + self.dropout(self.own(x, None, mask))
        if self.crossing is not None:
            x = x + self.dropout(self.crossing(x, memory, memory_mask))
        output: Tensor = x + self.dropout(self.forward_part(x))
        return output


class Transformer(nn.Module):
    """One embedding for the source, the target and the output."""

    positions: Tensor

    def __init__(self, shape: Shape, vocabulary: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, shape.width)
        self.encoder = nn.ModuleList(
            Layer(shape, crossing=False) for _ in range(shape.encoder_layers)
        )
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList(
            Layer(shape, crossing=True) for _ in range(shape.decoder_layers)
        )
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.dropout = Dropout(shape.dropout)
        self.register_buffer("positions", sinusoids(shape.width), persistent=False)
        self._start()

    def forward(self, batch: Mapping[str, Tensor]) -> Tensor:
        """The decoder's output (rows x length x width) for the fields of a packing.Batch.

        There may be n times as many rows of the target as of the source: n in turn for each.
        """
        source, target = batch["source_segment"], batch["target_segment"]
        times = len(target) // len(source)
        encoder_mask = _hide(source[:, :, None] != source[:, None])
        repeated = source.repeat_interleave(times, 0)
        memory_mask = _hide(target[:, :, None] != repeated[:, None])
        later = torch.ones_like(target[0, :, None] != target[0]).triu(1)
        decoder_mask = _hide((target[:, :, None] != target[:, None]) | later)
        x = self._embed(batch["source"], batch["source_position"])
        for layer in self.encoder:
            x = layer(x, encoder_mask)
        memory = self.encoder_norm(x).repeat_interleave(times, 0)
        x = self._embed(batch["written"], batch["target_position"])
        for layer in self.decoder:
            x = layer(x, decoder_mask, memory, memory_mask)
        output: Tensor = self.decoder_norm(x)
        return output

    def _embed(self, pieces: Tensor, positions: Tensor) -> Tensor:
        scaled = self.embedding(pieces) * math.sqrt(self.embedding.embedding_dim)
        embedded: Tensor = self.dropout(scaled + self.positions[positions])
        return embedded

    def _start(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
        for module in self.modules():
            if isinstance(module, Attention):
                # One matrix for speed, but it starts as the square ones it is made of.
                squares = module.inputs.weight.shape[0] // module.inputs.in_features
                for part in module.inputs.weight.chunk(squares):
                    nn.init.xavier_uniform_(part)
        nn.init.normal_(self.embedding.weight, std=self.embedding.embedding_dim**-0.5)


def sinusoids(width: int) -> Tensor:
    """Sines and cosines in turn, POSITIONS x `width`."""
    position = torch.arange(POSITIONS, dtype=torch.float32)[:, None]
    rate = torch.exp(torch.arange(0, width, 2).float() * (-math.log(10000.0) / width))
    table = torch.zeros(POSITIONS, width)
    table[:, 0::2] = torch.sin(position * rate)
    table[:, 1::2] = torch.cos(position * rate)
    return table


def _hide(hidden: Tensor) -> Tensor:
    """What to add to the scores of all heads: finite, so that padding may see nothing at all."""
    masks = torch.zeros(hidden.shape, dtype=torch.bfloat16, device=hidden.device)
    return masks.masked_fill(hidden, _HIDDEN)[:, None]
