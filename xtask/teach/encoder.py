"""The encoder of crates/pergola-meaning, so that its last layers can learn; the file's form is told in assets/meaning.md."""

import math

import numpy
import torch
import torch.nn.functional as F

WIDTH = 384
INNER = 1536
HEADS = 12
# The matrices of a layer in the order of the file, height and width.
SIZES = {
    "query": (WIDTH, WIDTH),
    "key": (WIDTH, WIDTH),
    "value": (WIDTH, WIDTH),
    "mixed": (WIDTH, WIDTH),
    "inner": (INNER, WIDTH),
    "outer": (WIDTH, INNER),
}
# Half of the digits do for sums of hundreds, and take half of the time.
FAST = torch.bfloat16


class File:
    """The model's file, read in its order."""

    def __init__(self, path):
        self.bytes, self.place = open(path, "rb").read(), 0

    def take(self, count):
        part = self.bytes[self.place : self.place + count]
        self.place += count
        if len(part) != count:
            raise ValueError("the model ends too early")
        return part

    def numbers(self, count=1):
        return [int(number) for number in numpy.frombuffer(self.take(4 * count), "<u4")]

    def floats(self, *shape):
        return torch.from_numpy(numpy.frombuffer(self.take(4 * math.prod(shape)), "<f4").copy()).view(*shape)

    def packed(self, height, width):
        blocks = numpy.frombuffer(self.take(height * width // 32 * 18), numpy.uint8).reshape(height, width // 32, 18)
        size = blocks[:, :, :2].copy().view("<f2").astype(numpy.float32)
        halves = [(blocks[:, :, 2:] & 15), (blocks[:, :, 2:] >> 4)]
        weights = numpy.concatenate([half.astype(numpy.float32) - 8 for half in halves], 2)
        return torch.from_numpy((weights * size).reshape(height, width))


class Model:
    """The weights as they are."""

    def __init__(self, path):
        file = File(path)
        if file.take(4) != b"pgm1":
            raise ValueError("this is no model")
        file.numbers(2)
        pieces, _unknown = file.numbers(2)
        file.floats(1)
        places = file.numbers(pieces + 1)
        file.take(4 * pieces + places[-1])
        (exchanged,) = file.numbers()
        file.numbers(exchanged)
        file.numbers(file.numbers(exchanged + 1)[-1])
        layers, longest = file.numbers(2)
        self.least = float(file.floats(1))
        self.pieces = file.packed(pieces, WIDTH)
        self.places = file.floats(longest, WIDTH)
        self.first = self.norm(file)
        self.layers = [self.layer(file) for _ in range(layers)]
        if file.place != len(file.bytes):
            raise ValueError("the model goes on after its end")

    @staticmethod
    def norm(file):
        return file.floats(WIDTH), file.floats(WIDTH)

    def layer(self, file):
        layer = {}
        for name, size in SIZES.items():
            layer[name] = tuple(part.to(FAST) for part in (file.packed(*size), file.floats(size[0])))
            if name in ("mixed", "outer"):
                layer["after " + name] = self.norm(file)
        return layer

    def begin(self, numbers, shape):
        """What goes into the first layer."""
        return self.scaled(self.pieces[numbers] + self.places[shape.at], self.first)

    def scaled(self, rows, norm):
        return F.layer_norm(rows.float(), (WIDTH,), *norm, self.least).to(FAST)


class Shape:
    """Texts of several lengths, their rows one after the other."""

    def __init__(self, lengths):
        lengths = torch.tensor(lengths)
        self.count, self.longest = len(lengths), int(lengths.max())
        there = torch.arange(self.longest)[None] < lengths[:, None]
        self.rows = there.flatten().nonzero()[:, 0]
        self.at = there.nonzero()[:, 1]
        self.text = there.nonzero()[:, 0]
        self.mask = torch.zeros(self.count, 1, 1, self.longest, dtype=FAST).masked_fill(
            ~there[:, None, None], -math.inf
        )

    def attend(self, *rows):
        query, key, value = (self.apart(part) for part in rows)
        # Torch's own attention is quick forwards and, with few rows, four times as slow backwards.
        likeness = query @ key.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + self.mask
        heard = likeness.softmax(-1) @ value
        return heard.transpose(1, 2).reshape(-1, WIDTH).index_select(0, self.rows)

    def apart(self, rows):
        whole = rows.new_zeros(self.count * self.longest, WIDTH).index_copy(0, self.rows, rows)
        return whole.view(self.count, self.longest, HEADS, WIDTH // HEADS).transpose(1, 2)


def apply(layer, rows, shape, times, scaled):
    """One layer; how a product and a norm are made is the caller's."""
    heard = shape.attend(*(times(rows, layer, name) for name in ("query", "key", "value")))
    rows = scaled(rows + times(heard, layer, "mixed"), layer, "after mixed")
    return scaled(rows + times(F.gelu(times(rows, layer, "inner")), layer, "outer"), layer, "after outer")


def plain_times(rows, layer, name):
    return F.linear(rows, *layer[name])
