"""Meaning: which sentences say nearly the same, whatever their words?

A small published model turns a sentence into 384 numbers; the product of two such rows is
near 1 for sentences about the same thing and near 0 for strangers. It sees topics, not
truth: a denial is close to what it denies, Iraq is close to Iran. So this is one score
among others, and the guards decide.

`deploy/export_encoder.py` made the model file; where it is from stands in encoder/NOTICE.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

# Kept with stored vectors: those of another name cannot be compared with ours. The digits
# begin the SHA-256 of the model file.
ENCODER_NAME = "all-MiniLM-L6-v2-int8-0c5742c8"
ENCODER_FOLDER = Path(__file__).parent / "encoder"
NUMBERS_PER_TEXT = 384

# The model was trained on texts of this length; later words count for nothing.
TOKENS_PER_TEXT = 128
# Far more than that many tokens need; a pasted megabyte would take a second to cut up.
CHARACTERS_PER_TEXT = 4_000

MODEL_INPUTS = ["input_ids", "attention_mask"]
ERRORS_ONLY = 3


class Encoder:
    """Holds the model open; safe to use from several threads at once."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 for each of `texts`; the product of rows is -1..1.

        Only the first 128 tokens of a text count. An empty text has a row too, near nothing.
        """
        rows = np.empty((len(texts), NUMBERS_PER_TEXT), dtype=np.float32)
        # One at a time, not in batches: the int8 model rounds by the largest number in a
        # batch, which moved sentences by 0.008 (cosine; at most 0.02) with the company they
        # were in. Batches of 32 saved 10 to 35% of the time. Measured on 424 real texts.
        for row, text in zip(rows, texts, strict=True):
            row[:] = self._encode_one(text)
        return rows

    def _encode_one(self, text: str) -> Vectors:
        tokens = np.array([self._tokenizer.encode(readable(text)).ids], dtype=np.int64)
        inputs = dict(zip(MODEL_INPUTS, (tokens, np.ones_like(tokens)), strict=True))
        embedding: Vectors = self._session.run(None, inputs)[0][0]
        return embedding


def readable(text: str) -> str:
    """Return the beginning of `text`, with `?` for halves of characters (lone surrogates)."""
    return text[:CHARACTERS_PER_TEXT].encode("utf-8", "replace").decode("utf-8")


def open_encoder(folder: Path | None = None, *, threads: int = 1) -> Encoder | None:
    """Return the encoder kept in `folder` (else the one that ships); None if none is there.

    Raises `EncoderError` if the model is there but it, or its tokenizer, cannot be used.
    """
    folder = folder or ENCODER_FOLDER
    model = folder / "model.int8.onnx"
    if not model.exists():
        return None
    return Encoder(open_session(model, threads), open_tokenizer(folder / "tokenizer.json"))


def open_session(path: Path, threads: int) -> InferenceSession:
    # Imported here, as in `open_tokenizer`: it takes 50 ms, and most commands do not need it.
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = ERRORS_ONLY
    with encoder_errors(path):
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    if [given.name for given in session.get_inputs()] != MODEL_INPUTS:
        raise EncoderError(str(path), "this is another kind of model; install Gainsay again")
    return session


def open_tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    with encoder_errors(path):
        tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS_PER_TEXT)
    return tokenizer


@contextmanager
def encoder_errors(path: Path) -> Iterator[None]:
    """Turn what the two libraries raise on a bad file into our own `EncoderError`."""
    try:
        yield
    # Not narrower: tokenizers raises a bare Exception, and onnxruntime a dozen kinds that
    # have only Exception in common.
    except Exception as error:
        raise EncoderError(
            str(path), "missing or damaged; install Gainsay again (or fetch large files in git)"
        ) from error
