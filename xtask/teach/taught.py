"""What is learnt: a little that is added to the weights of the last layers, and the lenses behind them."""

import math

import numpy
import torch
import torch.nn.functional as F

import encoder
from encoder import FAST, SIZES, WIDTH
from needs import Batch

LAYERS = 8
RANK = 16
# The product of the narrow matrices counts this much, so that both learn at one pace.
SCALE = 2.0
# All words that the rule looks at.
ALL_WORDS = 16
NORMS = ("after mixed", "after outer")


class Taught(torch.nn.Module):
    def __init__(self, model, seed):
        super().__init__()
        self.model = model
        self.below = len(model.layers) - LAYERS
        chance = torch.Generator().manual_seed(seed)
        new = torch.nn.Parameter
        self.directions, self.shares, self.norms = (torch.nn.ParameterList() for _ in range(3))
        for _ in range(LAYERS):
            self.directions.append(
                torch.nn.ParameterDict(
                    {n: new(torch.randn(RANK, w, generator=chance) / math.sqrt(w)) for n, (_, w) in SIZES.items()}
                )
            )
            self.shares.append(torch.nn.ParameterDict({n: new(torch.zeros(h, RANK)) for n, (h, _) in SIZES.items()}))
            self.norms.append(torch.nn.ParameterDict({n: new(torch.zeros(2, WIDTH)) for n in NORMS}))
        # One for asks, one for answers; they begin as maps that change nothing.
        self.maps = new(torch.stack([torch.eye(WIDTH)] * 2))

    def weaken(self, strength):
        """Leaves so much of what was learnt."""
        with torch.no_grad():
            for value in [*self.shares.parameters(), *self.norms.parameters()]:
                value.mul_(strength)
            plain = torch.eye(WIDTH)
            self.maps.copy_(plain + strength * (self.maps - plain))

    def states(self, batch):
        rows = batch.states
        for at in range(LAYERS):

            def times(rows, layer, name, at=at):
                narrow = F.linear(rows, self.directions[at][name].to(FAST))
                return F.linear(rows, *layer[name]) + F.linear(narrow, (SCALE * self.shares[at][name]).to(FAST))

            def scaled(rows, layer, name, at=at):
                factor, shift = layer[name]
                moved = self.norms[at][name]
                return self.model.scaled(rows, (factor + moved[0], shift + moved[1]))

            rows = encoder.apply(self.model.layers[self.below + at], rows, batch.shape, times, scaled)
        return rows.float()

    def read(self, batch):
        """Of each text the vector, and those of its words, before any lens."""
        rows = self.states(batch) * batch.weights[:, None]
        count, words = batch.words.shape
        whole = torch.zeros(count, WIDTH).index_add(0, batch.shape.text, rows)
        parts = torch.zeros(count * words, WIDTH).index_add(0, batch.of_word, rows[batch.rows])
        return F.normalize(whole, dim=-1), F.normalize(parts, dim=-1).view(count, words, WIDTH)

    def read_all(self, texts):
        """The same for many texts, and the weights of their words, without learning."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at].pieces))
        found = []
        with torch.no_grad():
            for start in range(0, len(order), 128):
                batch = Batch([texts[at] for at in order[start : start + 128]], ALL_WORDS)
                found.append((*self.read(batch), batch.words))
        back = torch.tensor(order).argsort()
        return tuple(torch.cat(part)[back] for part in zip(*found))


def mean_of_words(vectors, weights):
    return (vectors * weights[:, :, None]).sum((0, 1)) / weights.sum()


def through(vectors, mean, turned):
    """Through a lens: apart from the mean, and bent."""
    return F.normalize(F.normalize(vectors - mean, dim=-1) @ turned, dim=-1)


def covered(asks, asked, answers, answered):
    """How much of what one says the other says too, each word by its nearest; with the weights of the words."""
    (many, words, _), (others, other_words, _) = asks.shape, answers.shape
    likeness = asks.reshape(-1, WIDTH).to(FAST) @ answers.reshape(-1, WIDTH).to(FAST).T
    likeness = likeness.view(many, words, others, other_words)
    shares = [weights / weights.sum(1, keepdim=True).clamp(min=1e-6) for weights in (asked, answered)]
    ours = (likeness.amax(3).float().clamp(min=0) * shares[0][:, :, None]).sum(1)
    theirs = (likeness.amax(1).float().clamp(min=0) * shares[1][None]).sum(2)
    return (ours + theirs) / 2


def in_bytes(rows):
    """Each row as the size of its steps, and so many steps."""
    rows = rows.detach().numpy().astype("<f4")
    steps = numpy.maximum(numpy.abs(rows).max(1, keepdims=True), 1e-9) / numpy.float32(127)
    counts = numpy.rint(rows / steps).clip(-127, 127).astype("i1")
    return b"".join(step.astype("<f4").tobytes() + count.tobytes() for step, count in zip(steps, counts))


def write(taught, means, path_of_taught, path_of_lenses):
    """Both files of the program; assets/meaning.md tells their form."""
    out = [b"pgt1", numpy.array([LAYERS, RANK], "<u4").tobytes()]
    for directions, shares, norms in zip(taught.directions, taught.shares, taught.norms):
        for name in SIZES:
            out += [in_bytes(directions[name]), in_bytes(SCALE * shares[name])]
        out += [norms[name].detach().numpy().astype("<f4").tobytes() for name in NORMS]
    with open(path_of_taught, "wb") as file:
        file.write(b"".join(out))
    with open(path_of_lenses, "wb") as file:
        file.write(torch.stack(means).numpy().astype("<f4").tobytes())
        file.write(b"".join(in_bytes(turned - torch.eye(WIDTH)) for turned in taught.maps))


def write_some(taught, texts, path):
    """Vectors of a few texts, for the program to compare its own with."""
    vectors, _, _ = taught.read_all(texts)
    with open(path, "w", encoding="utf-8") as file:
        for text, vector in zip(texts, vectors):
            file.write(f"{text.text}\t{' '.join(f'{value:.4f}' for value in vector.tolist())}\n")
