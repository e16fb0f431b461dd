from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import EncoderError
from knowledge.matching.meaning import (
    ENCODER_FOLDER,
    ENCODER_NAME,
    TOKENS_PER_TEXT,
    Encoder,
    open_encoder,
)

QUESTION = "Did the ministry deny that it had bought drones abroad?"
PARAPHRASE = "Has the ministry rejected reports that it purchased unmanned aircraft overseas?"
STRANGER = "The recipe needs two eggs and a spoon of sugar."
TEXTS = [QUESTION, PARAPHRASE, STRANGER, "No.", " ".join([STRANGER] * 20)]

# Hands its one input back; made with onnx.helper.make_model.
ANOTHER_MODEL = bytes.fromhex(
    "080812003a370a100a017812017922084964656e746974791201675a0f0a0178120a0a08080112040a020801620f0a0179120a0a08080112040a02080142040a001011"
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    opened = open_encoder()
    assert opened is not None
    return opened


def test_every_text_has_a_row_of_length_1(encoder: Encoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), 384)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_no_texts_have_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "🛩️", "ایران", "half a \ud83d character"])
def test_whatever_was_typed_has_a_row(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.encode([text])).all()


def test_a_paraphrase_is_nearer_than_a_stranger(encoder: Encoder) -> None:
    question, paraphrase, stranger = encoder.encode([QUESTION, PARAPHRASE, STRANGER])
    assert question @ paraphrase > 0.7
    assert question @ stranger < 0.2


def test_capitals_do_not_matter(encoder: Encoder) -> None:
    plain, capitals = encoder.encode([QUESTION, QUESTION.upper()])
    np.testing.assert_array_equal(plain, capitals)


def test_a_text_has_the_same_row_in_any_company(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    np.testing.assert_array_equal(together, alone)
    np.testing.assert_array_equal(together, backwards)


def test_a_text_has_the_same_row_with_more_threads(encoder: Encoder) -> None:
    two = open_encoder(threads=2)
    assert two is not None
    np.testing.assert_allclose(two.encode(TEXTS), encoder.encode(TEXTS), atol=1e-3)


def test_several_threads_may_ask_at_once(encoder: Encoder) -> None:
    expected = encoder.encode(TEXTS)
    with ThreadPoolExecutor(max_workers=4) as pool:
        for rows in pool.map(encoder.encode, [TEXTS] * 12):
            np.testing.assert_array_equal(rows, expected)


def test_words_beyond_the_limit_count_for_nothing(encoder: Encoder) -> None:
    limit = "word " * TOKENS_PER_TEXT
    short, longer, endless = encoder.encode([limit, limit + STRANGER, limit * 1_000])
    np.testing.assert_array_equal(short, longer)
    np.testing.assert_array_equal(short, endless)


def test_without_a_model_there_is_no_encoder(tmp_path: Path) -> None:
    assert open_encoder(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"version https", ANOTHER_MODEL])
def test_a_model_that_cannot_be_used_is_named(tmp_path: Path, content: bytes) -> None:
    shutil.copy(ENCODER_FOLDER / "tokenizer.json", tmp_path)
    (tmp_path / "model.int8.onnx").write_bytes(content)
    with pytest.raises(EncoderError, match=r"model\.int8\.onnx") as raised:
        open_encoder(tmp_path)
    assert raised.value.path == str(tmp_path / "model.int8.onnx")


@pytest.mark.parametrize("content", [None, "", "{}"])
def test_a_tokenizer_that_cannot_be_used_is_named(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "model.int8.onnx").symlink_to(ENCODER_FOLDER / "model.int8.onnx")
    if content is not None:
        (tmp_path / "tokenizer.json").write_text(content, "utf-8")
    with pytest.raises(EncoderError, match=r"tokenizer\.json"):
        open_encoder(tmp_path)


def test_the_name_kept_with_stored_vectors_is_that_of_the_model_file() -> None:
    model = (ENCODER_FOLDER / "model.int8.onnx").read_bytes()
    assert ENCODER_NAME.endswith(hashlib.sha256(model).hexdigest()[:8])


def test_the_libraries_are_loaded_only_when_the_encoder_is_opened() -> None:
    assert printed_by(
        "import sys, knowledge.matching.meaning;"
        "print({'onnxruntime', 'tokenizers'} & set(sys.modules))"
    ) == ("set()\n", "")


def test_opening_and_encoding_print_nothing() -> None:
    assert printed_by(
        "from knowledge.matching.meaning import open_encoder; open_encoder().encode(['Who?'])"
    ) == ("", "")


def printed_by(program: str) -> tuple[str, str]:
    """Run `program` in a Python of its own; return what it printed, and to stderr."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout, run.stderr
