"""Writes a SentencePiece unigram vocabulary as the `tokenizer.json` of the tokenizers library.

Token ids come out as the wheel's own engine gives them, which is stricter than SentencePiece: each
character is normalised for itself, and neighbouring unknown characters stay apart. Must not know
which model the vocabulary belongs to.
"""

from __future__ import annotations

import base64

from index.encoders.charsmap import precompile_charsmap
from index.encoders.e5_format import UnigramVocabulary

# In tokenizers, `Precompiled` looks at whole grapheme clusters: where one of under six bytes begins
# with a character of the map, it replaces the cluster and loses the marks on it (ligature + Arabic
# vowel sign). The map deletes U+0001; put before whatever extends a cluster, it keeps clusters at
# one character. Not at the very start: a deletion there is misapplied after an insertion.
_CLUSTER_BREAK = "\x01"
_BEFORE_EXTENDERS = r"(?<=[\s\S])(?=[\p{M}\x{200C}\x{200D}\x{0E33}\x{0EB3}\x{FF9E}\x{FF9F}])"

_NEVER = -10_000.0  # so that "<unk>" in a text is read as other pieces, not as that one


def tokenizer_json(vocabulary: UnigramVocabulary) -> dict[str, object]:
    """The content of `tokenizer.json`: token ids are those of the wheel's own engine."""
    bos, eos = (vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos])
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            _special_token(index, vocabulary.pieces[index])
            for index in sorted({vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk})
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                _replace(_BEFORE_EXTENDERS, _CLUSTER_BREAK),
                {"type": "Precompiled", "precompiled_charsmap": _charsmap(vocabulary)},
                _replace(" {2,}", " "),
            ],
        },
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {
                    "type": "Metaspace",
                    "replacement": "▁",
                    "prepend_scheme": "always",
                    "split": True,
                },
                # tokenizers would fuse neighbouring unknown characters into one <unk>
                {
                    "type": "Split",
                    "pattern": {"Regex": _unknown_character(vocabulary)},
                    "behavior": "Isolated",
                    "invert": False,
                },
            ],
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [_special_slot(bos), _text_slot("A"), _special_slot(eos)],
            "pair": [
                *(_special_slot(bos), _text_slot("A"), _special_slot(eos)),
                *(_special_slot(eos), _text_slot("B"), _special_slot(eos)),
            ],
            "special_tokens": {
                piece: {"id": piece, "ids": [index], "tokens": [piece]}
                for piece, index in ((bos, vocabulary.bos), (eos, vocabulary.eos))
            },
        },
        "decoder": {
            "type": "Metaspace",
            "replacement": "▁",
            "prepend_scheme": "always",
            "split": True,
        },
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unk,
            "vocab": [
                (piece, _NEVER if index == vocabulary.unk else score)
                for index, (piece, score) in enumerate(
                    zip(vocabulary.pieces, vocabulary.scores, strict=True)
                )
            ],
            "byte_fallback": False,
        },
    }


def _special_token(index: int, piece: str) -> dict[str, object]:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {"id": index, "content": piece, **flags, "special": True}


def _special_slot(piece: str) -> dict[str, object]:
    return {"SpecialToken": {"id": piece, "type_id": 0}}


def _text_slot(name: str) -> dict[str, object]:
    return {"Sequence": {"id": name, "type_id": 0}}


def _replace(pattern: str, content: str) -> dict[str, object]:
    return {"type": "Replace", "pattern": {"Regex": pattern}, "content": content}


def _charsmap(vocabulary: UnigramVocabulary) -> str:
    return base64.b64encode(precompile_charsmap(vocabulary.charmap)).decode()


def _unknown_character(vocabulary: UnigramVocabulary) -> str:
    """A regular expression for one character that no piece consists of."""
    known = sorted(ord(piece) for piece in vocabulary.pieces if len(piece) == 1)
    ranges: list[list[int]] = []
    for code_point in known:
        if ranges and code_point == ranges[-1][1] + 1:
            ranges[-1][1] = code_point
        else:
            ranges.append([code_point, code_point])
    return "[^" + "".join(rf"\x{{{first:X}}}-\x{{{last:X}}}" for first, last in ranges) + "]"
