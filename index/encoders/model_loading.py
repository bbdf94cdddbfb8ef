"""Loads any sentence-transformers model, by folder or by its name on the Hugging Face hub.

The network is used only for a model of the hub that was not fetched before. Must not encode.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TypeVar

from index.encoders.base import EncoderIdentity
from index.encoders.cpu import Dtype
from index.encoders.prompts import PromptOverrides, own_prompts
from index.encoders.sentence_transformer import SentenceTransformerEncoder, forward
from index.errors import EncoderUnavailable

_Model = TypeVar("_Model")

_HUB_TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class KnownAs:
    """How an index remembers a model: see `EncoderIdentity`."""

    name: str
    fingerprint: str


def load_sentence_transformer(
    name: str,
    *,
    prompts: PromptOverrides,
    dtype: Dtype,
    notify: Callable[[str], None],
    known_as: KnownAs | None = None,
) -> SentenceTransformerEncoder:
    """Load a model.

    Args:
        name: a folder, or a model's name on the Hugging Face hub; of the hub's models those
            already fetched are taken first, so that the network is used only for a new one.
        prompts: overrides of the model's own prompts.
        dtype: what the transformer computes in; pooling and what follows are float32.
        notify: told in one line when a model is fetched.
        known_as: name and fingerprint, where they are known; None: the name given, and a digest of
            the weights.

    Raises:
        EncoderUnavailable: no such model, or it cannot be fetched or loaded.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    def open_model(local: bool) -> SentenceTransformer:
        return SentenceTransformer(
            name,
            device="cpu",
            local_files_only=local,
            model_kwargs={"dtype": getattr(torch, dtype)},
        )

    model = load_model(name, open_model, notify=notify).eval()
    dimension = forward(model, ["dimension"]).vectors.shape[1]
    known_as = known_as or _known_as(name)
    asked = own_prompts(name, model.prompts, model.default_prompt_name)
    identity = EncoderIdentity(
        name=known_as.name,
        fingerprint=known_as.fingerprint,
        dimension=dimension,
        query_prompt=asked.query if prompts.query is None else prompts.query,
        passage_prompt=asked.passage if prompts.passage is None else prompts.passage,
    )
    return SentenceTransformerEncoder(model, identity)


def _known_as(name: str) -> KnownAs:
    if Path(name).is_dir():
        return KnownAs(Path(name).resolve().name, weights_fingerprint(Path(name)))
    from huggingface_hub import snapshot_download

    return KnownAs(name, weights_fingerprint(Path(snapshot_download(name, local_files_only=True))))


def load_model(
    name: str, open_model: Callable[[bool], _Model], *, notify: Callable[[str], None]
) -> _Model:
    """Load a model from a folder or the hub's cache; failing that, fetch it from the hub.

    Args:
        name: a folder, or a model's name on the Hugging Face hub.
        open_model: opens it; told whether it may read only what is on this machine.
        notify: told in one line when the model is fetched.

    Raises:
        EncoderUnavailable: no such model, or it cannot be fetched or loaded.
    """
    if not Path(name).is_dir():
        _require_hub_name(name)
    try:
        return _opened(name, open_model, local=True)
    except OSError as error:
        if Path(name).is_dir():
            raise _unloadable(name, error) from error
    _require_on_hub(name)
    notify(f"Fetching the model {name} from the Hugging Face hub (once)")
    try:
        return _opened(name, open_model, local=False)
    except OSError as error:
        raise _unloadable(name, error) from error


def _opened(name: str, open_model: Callable[[bool], _Model], *, local: bool) -> _Model:
    from safetensors import SafetensorError

    try:
        with _quiet_libraries():
            return open_model(local)
    except OSError:
        raise  # files that are not there: another place may have them
    except (
        *(ValueError, KeyError, TypeError, RuntimeError, ImportError),
        *(SafetensorError, _hub_transport_error()),
    ) as error:
        raise _unloadable(name, error) from error


def _require_hub_name(name: str) -> None:
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]

    try:
        validate_repo_id(name)
    except HFValidationError as error:
        raise EncoderUnavailable(
            f"{name!r} is neither a folder nor a name that a model could have on the hub",
            hint="Give the path of a model's folder, or a name such as BAAI/bge-m3.",
        ) from error


def _require_on_hub(name: str) -> None:
    """Ask the hub once, before its client's minute of retries, whether there is such a model."""
    from huggingface_hub import HfApi

    try:
        HfApi().model_info(name, timeout=_HUB_TIMEOUT_S)
    except (OSError, _hub_transport_error()) as error:
        raise EncoderUnavailable(
            f"there is no model {name!r}: no such folder, and the Hugging Face hub did not "
            f"yield one of that name: {_first_line(error)}",
            hint="Check the name and the network, or fetch the model elsewhere and give the path "
            "of its folder.",
        ) from error


def _hub_transport_error() -> type[Exception]:
    """The root of the errors of the HTTP library that this version of the hub's client uses."""
    from huggingface_hub import errors

    return errors.HTTPError  # type: ignore[attr-defined]


def _unloadable(name: str, error: Exception) -> EncoderUnavailable:
    return EncoderUnavailable(
        f"the model {name!r} cannot be loaded: {_first_line(error)}",
        hint="It must be a complete sentence-transformers model, of a version that the installed "
        "sentence-transformers reads.",
    )


def weights_fingerprint(folder: Path) -> str:
    """Digest the weights of a model and the configuration of its modules.

    The same for every dtype computed in. Files of the hub's cache are links whose targets are named
    by their SHA-256, and are not read.
    """
    weights = sorted(folder.rglob("*.safetensors")) or sorted(folder.rglob("*.bin"))
    digest = sha256()
    for path in [*weights, *sorted(folder.glob("*_*/config.json"))]:
        digest.update(f"{path.relative_to(folder).as_posix()} {_checksum(path)}\n".encode())
    return digest.hexdigest()[:16]


def _checksum(path: Path) -> str:
    target = path.resolve().name
    if path.is_symlink() and len(target) == sha256().digest_size * 2:
        return target
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


@contextmanager
def _quiet_libraries() -> Iterator[None]:
    """Keep progress bars and advice of the libraries off the terminal while they load a model."""
    from huggingface_hub.utils.tqdm import (
        are_progress_bars_disabled,
        disable_progress_bars,
        enable_progress_bars,
    )
    from transformers.utils import logging as transformers_logging

    loggers = [logging.getLogger(name) for name in ("sentence_transformers", "huggingface_hub")]
    levels = [logger.level for logger in loggers]
    verbosity = transformers_logging.get_verbosity()
    transformers_bars = transformers_logging.is_progress_bar_enabled()
    hub_bars_off = are_progress_bars_disabled()
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    disable_progress_bars()
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
        transformers_logging.set_verbosity(verbosity)
        if transformers_bars:
            transformers_logging.enable_progress_bar()
        if not hub_bars_off:
            enable_progress_bars()
