"""The needs as the program told them, and the states of their texts below the layers that learn."""

import json
import os

import torch

import encoder
from encoder import FAST, Shape

# Ask, answer and what only looks like one, each in Italian and in English.
COLUMNS = 6
# Words of a text that are looked at while learning; the rarest.
WORDS = 10


class Need:
    def __init__(self, told, at):
        self.file, self.at, self.kept = told["file"], at, told["kept"]
        self.texts = [Text(text) for text in told["texts"]] + [None] * (COLUMNS - len(told["texts"]))


class Text:
    def __init__(self, told):
        self.text, self.pieces = told["text"], told["pieces"]
        self.weights = torch.tensor(told["weights"])
        self.words = [(max(weight, 1e-6), int(first), int(behind)) for weight, (first, behind) in told["words"]]
        self.states = None


class Batch:
    """Texts side by side: their states, and which rows belong to which word."""

    def __init__(self, texts, words=WORDS):
        self.shape = Shape([len(text.pieces) for text in texts])
        self.states = torch.cat([text.states for text in texts])
        self.weights = torch.cat([text.weights for text in texts])
        self.words = torch.zeros(len(texts), words)
        rows, of_word, begin = [], [], 0
        for at, text in enumerate(texts):
            for place, (weight, first, behind) in enumerate(text.words[:words]):
                self.words[at, place] = weight
                rows.extend(range(begin + first, begin + behind))
                of_word.extend([at * words + place] * (behind - first))
            begin += len(text.pieces)
        self.rows, self.of_word = torch.tensor(rows, dtype=torch.long), torch.tensor(of_word, dtype=torch.long)


def read(path):
    needs, count = [], {}
    for line in open(path, encoding="utf-8"):
        told = json.loads(line)
        at = count[told["file"]] = count.get(told["file"], -1) + 1
        needs.append(Need(told, at))
    return needs


def fill(model, texts, below, folder):
    """Gives each text its states after so many layers; those that lie in the folder are not reckoned again."""
    path = os.path.join(folder, f"states-{below}.pt")
    kept = {}
    if os.path.exists(path):
        keys, states = torch.load(path)
        kept = dict(zip(keys, states.split([len(key) for key in keys])))
    missing = {tuple(text.pieces) for text in texts} - kept.keys()
    order = sorted(missing, key=lambda pieces: (len(pieces), pieces))
    with torch.no_grad():
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            shape = Shape([len(pieces) for pieces in part])
            rows = model.begin(torch.tensor([piece for pieces in part for piece in pieces]), shape)
            for layer in model.layers[:below]:
                rows = encoder.apply(
                    layer, rows, shape, encoder.plain_times, lambda sum, layer, name: model.scaled(sum, layer[name])
                )
            kept.update(zip(part, rows.to(FAST).split([len(pieces) for pieces in part])))
            if start % 6400 == 0:
                print(f"states: {start} of {len(order)} texts", flush=True)
    if order:
        torch.save((list(kept), torch.cat(list(kept.values()))), path)
    for text in texts:
        text.states = kept[tuple(text.pieces)]
