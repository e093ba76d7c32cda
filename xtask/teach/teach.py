"""Teaches the model which offers answer which asks: python teach.py TEXTS ASSETS [--held-out FOLD] [--again].

TEXTS is written by `cargo xtask train matching`, which runs this. The last layers learn a little that is added to their
weights, together with the maps of both lenses: each ask among all answers of a batch in both languages, and each answer
among all asks; what only looks like an answer stands among them."""

import argparse
import math
import os
import random
import time

import torch
import torch.nn.functional as F

import judge
import needs as told
from encoder import Model
from needs import Batch
from taught import LAYERS, Taught, covered, mean_of_words, through, write, write_some

SEED = 1
ROUNDS = 2.25
NEEDS = 192
# How sharply the likeliest stands out.
SHARP = 0.05
# What only looks like an answer counts as so many.
LOOKALIKE = 2.0
# An answer looks for its ask less than an ask for its answer.
BACK = 0.5
# How much of a nearness the whole texts decide; beside it they learn alone, for an index finds by them first.
OF_TEXTS, ALONE = 2 / 3, 0.5
PACE, PACE_OF_MAPS = 2e-3, 5e-4
# Towards the start.
DECAY = 0.01
# How much is taken of what was learnt: all of it moves the model away from what it knew of texts that others write. The
# others are judged beside it.
STRENGTH = 0.7
STRENGTHS = (1.0, 0.85, 0.7, 0.5, 0.35)
# The means are taken of so many needs.
FOR_MEANS = 2000


def pairs(near, count):
    """How far each ask is from preferring its answers: of both right ones each among the wrong ones without the other."""
    asks = torch.arange(2 * count)
    right, other = asks % count, count + asks % count
    extra = torch.zeros(near.shape[1])
    extra[2 * count :] = math.log(LOOKALIKE)

    def both(likely):
        one, two = (likely.scatter(1, left[:, None], -math.inf) for left in (other, right))
        return (F.cross_entropy(one, right) + F.cross_entropy(two, other)) / 2

    return both(near / SHARP + extra) + BACK * both(near[:, : 2 * count].T / SHARP)


def loss(taught, needs):
    """Asks in both languages among answers in both."""
    count = len(needs)
    columns = [[need.texts[column] for need in needs] for column in range(4)]
    others = [(language, need.texts[4 + language]) for language in (0, 1) for need in needs if need.texts[4 + language]]
    batch = Batch([text for column in columns for text in column] + [text for _, text in others])
    vectors, words = taught.read(batch)
    # Means of the batch stand for those of all.
    parts = [slice(at * count, (at + 1) * count) for at in range(4)]
    of_texts = torch.stack([vectors[part].mean(0) for part in parts])
    of_words = torch.stack([mean_of_words(words[part], batch.words[part]) for part in parts])
    lens = torch.arange(4 * count) // count
    lens = torch.cat([lens, 2 + torch.tensor([language for language, _ in others], dtype=torch.long)])
    asks, answers = slice(0, 2 * count), slice(2 * count, None)
    weights = batch.words

    def side(part, turned):
        seen = through(vectors[part], of_texts[lens[part]], turned)
        bent = through(words[part], of_words[lens[part]][:, None], turned)
        return seen, bent * (weights[part] > 0)[:, :, None], weights[part]

    asked, answered = side(asks, taught.maps[0]), side(answers, taught.maps[1])
    near = asked[0] @ answered[0].T
    both = OF_TEXTS * near + (1 - OF_TEXTS) * covered(*asked[1:], *answered[1:])
    return pairs(both, count) + ALONE * pairs(near, count)


def teach(taught, needs):
    rounds = random.Random(SEED)
    added = [*taught.directions.parameters(), *taught.shares.parameters(), *taught.norms.parameters()]
    groups = [
        {"params": added, "lr": PACE, "weight_decay": DECAY},
        {"params": [taught.maps], "lr": PACE_OF_MAPS, "weight_decay": 0.0},
    ]
    paces = [group["lr"] for group in groups]
    steps = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    each = len(needs) // NEEDS
    total, started, sum_of_losses = round(ROUNDS * each), time.monotonic(), 0.0
    for step in range(total):
        if step % each == 0:
            order = rounds.sample(needs, len(needs))
        # A short way up, then slower and slower.
        now = min(1, (step + 1) / (0.1 * total)) * max(0.02, 0.5 + 0.5 * math.cos(math.pi * step / total))
        for group, pace in zip(steps.param_groups, paces):
            group["lr"] = pace * now
        far = loss(taught, order[step % each * NEEDS :][:NEEDS])
        steps.zero_grad()
        far.backward()
        torch.nn.utils.clip_grad_norm_([value for group in groups for value in group["params"]], 1.0)
        steps.step()
        sum_of_losses += far.item()
        if step % 5 == 4:
            print(f"step {step + 1} of {total}: {sum_of_losses / 5:.4f}, {time.monotonic() - started:.0f} s", flush=True)
            sum_of_losses = 0.0


def means(taught, needs):
    """Of each side in each language those of texts and of words."""
    some = random.Random(SEED).sample(needs, min(FOR_MEANS, len(needs)))
    found = []
    for column in range(4):
        vectors, words, weights = taught.read_all([need.texts[column] for need in some])
        found += [vectors.mean(0), mean_of_words(words, weights)]
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts")
    arguments.add_argument("assets")
    arguments.add_argument("--held-out", type=int, metavar="FOLD")
    arguments.add_argument("--again", action="store_true", help="with what was learnt the last time")
    given = arguments.parse_args()
    torch.manual_seed(SEED)
    folder = os.path.dirname(given.texts)
    model = Model(os.path.join(given.assets, "meaning.bin"))
    needs = told.read(given.texts)
    if given.held_out is None:
        kept = [need for need in needs if need.kept]
        needs = judge.without(kept, [need for need in needs if not need.kept])
    else:
        needs, kept = judge.parted([need for need in needs if not need.kept], given.held_out)
    print(f"{len(needs)} needs to learn from, {len(kept)} kept")
    taught = Taught(model, SEED)
    texts = [text for need in needs + kept for text in need.texts if text]
    told.fill(model, texts, taught.below, folder)
    learnt = os.path.join(folder, "learnt.pt" if given.held_out is None else f"learnt-{given.held_out}.pt")
    if given.again:
        taught.load_state_dict(torch.load(learnt))
    else:
        teach(taught, needs)
        torch.save(taught.state_dict(), learnt)
    for strength in STRENGTHS:
        taught.load_state_dict(torch.load(learnt))
        taught.weaken(strength)
        found = means(taught, needs)
        print(f"{strength} of what was learnt")
        judge.judge(taught, found, kept)
        if strength == STRENGTH and given.held_out is None:
            write(taught, found, *(os.path.join(given.assets, name) for name in ("taught.bin", "lenses.bin")))
            write_some(taught, needs[0].texts[:4], os.path.join(given.assets, "..", "tests", "taught.tsv"))


if __name__ == "__main__":
    main()
