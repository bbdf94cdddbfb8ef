"""The forms in which a passage can be cited, on the wire."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.wire.base import Response


class CitationsResponse(Response):
    """All forms in which a passage can be cited."""

    passage_id: str = Field(examples=["unep-cbd-cop-11-17.zh:41(c)"])
    label: str = Field(examples=["41(c)"])
    lang: str = Field(description="BCP 47 tag of the passage.", examples=["zh"])
    citation: str = Field(examples=["UNEP/CBD/COP/11/17, para. 41 (c)"])
    styles: dict[str, str] = Field(
        description="In the house style of each of the six languages, by BCP 47 tag.",
        examples=[{"fr": "UNEP/CBD/COP/11/17, par. 41 c)", "zh": "UNEP/CBD/COP/11/17，第41(c)段"}],
    )
    by_number: dict[str, str] = Field(
        description="Likewise by the number under which the text was adopted; empty for others.",
        examples=[{"en": "decision X/20, para. 6", "zh": "第X/20号决定第6段"}],
    )
    work_iri: str = Field(
        description="Akoma Ntoso IRI of the work, `nn` where a part of it is not known.",
        examples=["/akn/un/doc/document/cbd-cop/2012-10-19/UNEP-CBD-COP-11-17"],
    )
    akn: str = Field(
        description="Akoma Ntoso IRI of the passage in its language; empty for a record of a "
        "corpus that has no number.",
        examples=[
            "/akn/un/doc/document/cbd-cop/2012-10-19/UNEP-CBD-COP-11-17/zho@2012-10-19"
            "/!main#para_41__list_1__point_c"
        ],
    )
    markdown: str = Field(
        description="A link.",
        examples=["[UNEP/CBD/COP/11/17, para. 41 (c)](/d/UNEP/CBD/COP/11/17#para_41_c)"],
    )
    bibtex: str = Field(description="An entry for BibTeX.")
    csl: dict[str, Any] = Field(description="An item in CSL-JSON.")


class CitedForms(Response):
    """The forms of each passage that a citation names."""

    citation: str = Field(description="The citation as asked.")
    passages: list[CitationsResponse]
