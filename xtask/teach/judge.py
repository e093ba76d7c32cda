"""How well needs are matched that were kept from the teaching: the rule's nearness, sixty needs and some look-alikes at a time."""

import random

import numpy
import torch

import taught as learnt
from taught import covered, through

# How much of a nearness the whole texts decide, as in pergola-domain/src/matching.rs, and others to compare with.
OF_TEXTS = (2 / 3, 1.0, 1 / 2, 1 / 3)
# Neighbours in a file are of one mind: they are kept together.
NEIGHBOURS = 20
FOLDS = 5
DRAWS, NEEDS, LOOKALIKES = 300, 60, 20


def parted(needs, fold):
    """The needs to learn from, and those that are kept for judging; what nearly says the same is in neither."""
    blocks = sorted({(need.file, need.at // NEIGHBOURS) for need in needs})
    random.Random(3).shuffle(blocks)
    of_block = {block: at % FOLDS for at, block in enumerate(blocks)}
    kept = [need for need in needs if of_block[need.file, need.at // NEIGHBOURS] == fold]
    rest = [need for need in needs if of_block[need.file, need.at // NEIGHBOURS] != fold]
    return without(kept, rest), kept


def without(kept, needs):
    """The needs that say something else than all of those that are kept."""
    return [need for need, near in zip(needs, too_near(needs, kept)) if not near]


def too_near(some, others):
    """Which have an ask or an answer that shares most of its rare pieces with one of the others."""
    near = [False] * len(some)
    for column in range(4):
        holding = {}
        for place, need in enumerate(others):
            for piece in set(need.texts[column].pieces):
                holding.setdefault(piece, []).append(place)
        sums = [weight_of(need.texts[column]) for need in others]
        for at, need in enumerate(some):
            text, shared = need.texts[column], {}
            for piece, weight in dict(zip(text.pieces, text.weights.tolist())).items():
                for place in holding.get(piece, ()) if weight > 0.2 else ():
                    shared[place] = shared.get(place, 0) + weight
            whole = weight_of(text)
            near[at] |= any(sum > 0.5 * (whole + sums[place] - sum) for place, sum in shared.items())
    return near


def weight_of(text):
    return sum(weight for weight in dict(zip(text.pieces, text.weights.tolist())).values() if weight > 0.2)


def judge(taught, means, kept):
    """Prints the figures for needs that it did not learn from."""
    asks = [seen(taught, means, kept, column) for column in (0, 1)]
    answers = [seen(taught, means, kept, column) for column in (2, 3, 4, 5)]
    owners = [at for column in (4, 5) for at, need in enumerate(kept) if need.texts[column]]
    asks, answers = (tuple(torch.cat(part) for part in zip(*side)) for side in (asks, answers))
    texts = asks[0] @ answers[0].T
    words = torch.cat(
        [covered(*(part[at : at + 32] for part in asks[1:]), *answers[1:]) for at in range(0, len(texts), 32)]
    )
    for share in OF_TEXTS:
        print(f"of texts {share:.2f}: {figures((share * texts + (1 - share) * words).numpy(), len(kept), owners)}")
    return texts, words, owners


def seen(taught, means, needs, column):
    """Texts, words and weights of a column through its lens."""
    side, language = min(column // 2, 1), column % 2
    there = [need.texts[column] for need in needs if need.texts[column]]
    if not there:
        return torch.zeros(0, 384), torch.zeros(0, learnt.ALL_WORDS, 384), torch.zeros(0, learnt.ALL_WORDS)
    vectors, words, weights = taught.read_all(there)
    of_texts, of_words = means[2 * (2 * side + language)], means[2 * (2 * side + language) + 1]
    with torch.no_grad():
        turned = taught.maps[side]
        return through(vectors, of_texts, turned), through(words, of_words, turned) * (weights > 0)[:, :, None], weights


def figures(near, count, owners):
    """Languages of asks and answers by chance; a tie counts against the right one."""
    chance, owners = numpy.random.default_rng(5), numpy.array(owners)
    ranks, first = {True: [], False: []}, 0
    for _ in range(DRAWS):
        drawn = chance.choice(count, NEEDS, replace=False)
        asked, answered = chance.integers(0, 2, NEEDS), chance.integers(0, 2, NEEDS)
        beside = chance.permutation(numpy.isin(owners, drawn).nonzero()[0])
        beside = chance.permutation(beside[numpy.unique(owners[beside], return_index=True)[1]])[:LOOKALIKES]
        columns = numpy.concatenate([answered * count + drawn, 2 * count + beside])
        table = near[numpy.ix_(asked * count + drawn, columns)]
        rank = (table >= table[numpy.arange(NEEDS), numpy.arange(NEEDS)][:, None]).sum(1)
        for same in (True, False):
            ranks[same].append(rank[(asked == answered) == same])
        first += (table.argmax(1) >= NEEDS).mean() / DRAWS
    told = []
    for same, name in ((True, "same"), (False, "across")):
        rank = numpy.concatenate(ranks[same])
        told.append(f"{name} @1 {(rank <= 1).mean():.3f} @3 {(rank <= 3).mean():.3f} MRR {(1 / rank).mean():.3f}")
    return f"{', '.join(told)}, a look-alike first {first:.3f}"
