"""One document in three languages as a list of blocks, from which every format is generated.

The builders of the formats (`build_txt` here, `build_html`, `build_docx`, `build_pdf` beside it)
take the same blocks; what is parsed from their files must be the same to the last footnote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["masthead", "heading", "para", "list", "plain"]

SEPARATOR = "__________"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True)
class Block:
    """One paragraph of the page.

    Attributes:
        kind: a line of the masthead, a heading, a numbered paragraph, an item of a list, or a
            paragraph without a number (who speaks in a draft, preambular clauses).
        level: depth from 1 of a heading or of a list's item; 0 for the other kinds.
        label: as printed ("I.", "1.", "(a)"); "" where there is none. A paragraph that begins at
            "1." anew (in the draft) begins a numbering of its own.
        text: without label and footnote marks.
        notes: footnotes whose marks stand in the text: offset, number, text of the note. Numbers
            run through the document.
    """

    kind: Kind
    level: int
    label: str
    text: str
    notes: tuple[tuple[int, str, str], ...] = ()

    @property
    def marked(self) -> str:
        """The text with its marks, as superscript digits."""
        text = self.text
        for offset, number, _ in reversed(self.notes):
            text = text[:offset] + number.translate(SUPERSCRIPTS) + text[offset:]
        return text

    @property
    def printed(self) -> str:
        """Label and marked text, as on the page."""
        return f"{self.label} {self.marked}" if self.label else self.marked

    @property
    def runs(self) -> tuple[str, ...]:
        """The text cut where its marks stand: one piece more than there are notes."""
        cuts = [0, *(offset for offset, _, _ in self.notes), len(self.text)]
        return tuple(self.text[start:end] for start, end in pairwise(cuts))


@dataclass(frozen=True)
class Source:
    """A document to be printed in every format.

    Attributes:
        lang: BCP 47 tag.
        blocks: its paragraphs, in order.
    """

    lang: str
    blocks: tuple[Block, ...]


def build_txt(blocks: tuple[Block, ...]) -> bytes:
    """The document as plain text: a paragraph a line, blank lines between, notes at the end."""
    lines: list[str] = []
    for block in blocks:
        if lines and block.kind != "masthead":
            lines.append("")
        lines.append(block.printed)
    notes = [f"{n.translate(SUPERSCRIPTS)} {text}" for b in blocks for _, n, text in b.notes]
    if notes:
        lines += ["", SEPARATOR, *notes]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _block(kind: Kind, level: int, label: str, text: str, *notes: str) -> Block:
    """A block whose text has `{3}` where the mark of note 3 stands; `notes` in that order."""
    bare, found, end = "", [], 0
    for mark, note in zip(_MARK.finditer(text), notes, strict=True):
        bare += text[end : mark.start()]
        found.append((len(bare), mark[1], note))
        end = mark.end()
    return Block(kind, level, label, bare + text[end:], tuple(found))


def _masthead(*lines: str) -> tuple[Block, ...]:
    return tuple(Block("masthead", 0, "", line) for line in lines)


def _heading(level: int, label: str, text: str) -> Block:
    return Block("heading", level, label, text)


def _para(label: str, text: str, *notes: str) -> Block:
    return _block("para", 0, label, text, *notes)


def _item(level: int, label: str, text: str, *notes: str) -> Block:
    return _block("list", level, label, text, *notes)


def _plain(text: str) -> Block:
    return Block("plain", 0, "", text)


ENGLISH = Source(
    "en",
    (
        *_masthead(
            "CBD/COP/23/8",
            "14 March 2038",
            "Original: English",
            "CONFERENCE OF THE PARTIES TO THE CONVENTION ON BIOLOGICAL DIVERSITY",
            "Twenty-third meeting",
            "Tbilisi, 4–15 October 2038",
            "Item 9 of the provisional agenda",
            "Mountain springs and the plants that depend on them",
            "Note by the Executive Secretary",
        ),
        _heading(1, "I.", "Introduction"),
        _para(
            "1.",
            "In paragraph 7 of its decision 22/14, the Conference of the Parties requested the "
            "Executive Secretary to review what is known of mountain springs{1} and to report to "
            "it at its twenty-third meeting.",
            "See CBD/COP/22/6, annex II.",
        ),
        _para(
            "2.",
            "The present note answers that request. It draws on replies from 38 Parties, received "
            "between 2 May and 30 November 2037, and on a survey of 1,240 springs.",
        ),
        _heading(1, "II.", "What the replies say"),
        _heading(2, "A.", "Losses observed"),
        _para(
            "3.",
            "Of the springs surveyed, 212 had run dry since 2025. The replies name the following "
            "causes:",
        ),
        _item(1, "(a)", "Water drawn for bottling, of which the replies say that:"),
        _item(
            2,
            "(i)",
            "Eleven Parties require a licence for it{2};",
            "Licences of less than a year are not counted.",
        ),
        _item(2, "(ii)", "Four Parties keep a public register, which shows:"),
        _item(3, "a.", "The owner of each licence;"),
        _item(3, "b.", "The amount drawn in each month{3};", "In cubic metres."),
        _item(2, "(iii)", "The others do neither;"),
        _item(1, "(b)", "Roads cut into the slopes above;"),
        _item(
            1, "(c)", "Trees planted where there were meadows{4}.", "Mostly spruce and eucalyptus."
        ),
        _para(
            "4.",
            "Georgia reported that nine springs came back within three years after a quarry was "
            "closed,{5} and that mosses returned first.{6}",
            "Measured at the mouth of each spring.",
            "The mosses were named by the national herbarium.",
        ),
        _heading(2, "B.", "Plants at risk"),
        _para("5.", "Thirty-one plants grow at springs and nowhere else."),
        _para("6.", "Seeds of 17 of them are kept in seed banks, at a cost of $210,000 a year."),
        _heading(1, "III.", "Elements of a draft decision"),
        _para(
            "7.",
            "The Conference of the Parties may wish to adopt a decision along the following lines:",
        ),
        _plain("The Conference of the Parties,"),
        _plain("Recalling its decision 22/14,"),
        _plain("Concerned that one spring in six has been lost,"),
        _para("1.", "Invites Parties to keep a register of their mountain springs;"),
        _para("2.", "Requests the Executive Secretary:"),
        _item(
            1,
            "(a)",
            "To prepare a guide on the restoration of springs{7};",
            "To be published in the six official languages.",
        ),
        _item(1, "(b)", "To report to the Conference of the Parties at its twenty-fourth meeting."),
    ),
)

FRENCH = Source(
    "fr",
    (
        *_masthead(
            "CBD/COP/23/8",
            "14 mars 2038",
            "Français",
            "CONFÉRENCE DES PARTIES À LA CONVENTION SUR LA DIVERSITÉ BIOLOGIQUE",
            "Vingt-troisième réunion",
            "Tbilissi, 4-15 octobre 2038",
            "Point 9 de l'ordre du jour provisoire",
            "Les sources de montagne et les plantes qui en dépendent",
            "Note du Secrétaire exécutif",
        ),
        _heading(1, "I.", "Introduction"),
        _para(
            "1.",
            "Au paragraphe 7 de sa décision 22/14, la Conférence des Parties a prié le Secrétaire "
            "exécutif de recenser ce que l'on sait des sources de montagne{1} et de lui faire "
            "rapport à sa vingt-troisième réunion.",
            "Voir CBD/COP/22/6, annexe II.",
        ),
        _para(
            "2.",
            "La présente note répond à cette demande. Elle s'appuie sur les réponses de "
            "38 Parties, reçues entre le 2 mai et le 30 novembre 2037, et sur une étude de "
            "1 240 sources.",
        ),
        _heading(1, "II.", "Ce que disent les réponses"),
        _heading(2, "A.", "Pertes observées"),
        _para(
            "3.",
            "Parmi les sources étudiées, 212 se sont taries depuis 2025. Les réponses en donnent "
            "les causes suivantes :",
        ),
        _item(
            1, "a)", "L'eau prélevée pour être mise en bouteille, dont les réponses disent que :"
        ),
        _item(
            2,
            "i)",
            "Onze Parties exigent une licence{2};",
            "Les licences de moins d'un an ne sont pas comptées.",
        ),
        _item(2, "ii)", "Quatre Parties tiennent un registre public, qui indique :"),
        _item(3, "a.", "Le titulaire de chaque licence;"),
        _item(3, "b.", "La quantité prélevée chaque mois{3};", "En mètres cubes."),
        _item(2, "iii)", "Les autres ne font ni l'un ni l'autre;"),
        _item(1, "b)", "Les routes taillées dans les versants;"),
        _item(
            1,
            "c)",
            "Les arbres plantés sur d'anciennes prairies{4}.",
            "Pour la plupart des épicéas et des eucalyptus.",
        ),
        _para(
            "4.",
            "La Géorgie a signalé que neuf sources étaient revenues dans les trois ans qui ont "
            "suivi la fermeture d'une carrière{5}, et que les mousses étaient revenues les "
            "premières{6}.",
            "Mesures faites à la sortie de chaque source.",
            "Les mousses ont été déterminées par l'herbier national.",
        ),
        _heading(2, "B.", "Plantes menacées"),
        _para("5.", "Trente et une plantes poussent près des sources et nulle part ailleurs."),
        _para(
            "6.",
            "Les graines de 17 d'entre elles sont conservées dans des banques de semences, pour "
            "210 000 dollars par an.",
        ),
        _heading(1, "III.", "Éléments d'un projet de décision"),
        _para(
            "7.",
            "La Conférence des Parties souhaitera peut-être adopter une décision libellée comme "
            "suit :",
        ),
        _plain("La Conférence des Parties,"),
        _plain("Rappelant sa décision 22/14,"),
        _plain("Préoccupée par le fait qu'une source sur six a disparu,"),
        _para("1.", "Invite les Parties à tenir un registre de leurs sources de montagne;"),
        _para("2.", "Prie le Secrétaire exécutif :"),
        _item(
            1,
            "a)",
            "D'établir un guide sur la restauration des sources{7};",
            "À publier dans les six langues officielles.",
        ),
        _item(
            1, "b)", "De faire rapport à la Conférence des Parties à sa vingt-quatrième réunion."
        ),
    ),
)

CHINESE = Source(
    "zh",
    (
        *_masthead(
            "CBD/COP/23/8",
            "2038年3月14日",
            "生物多样性公约缔约方大会",
            "第二十三届会议",
            "2038年10月4日至15日，第比利斯",
            "临时议程项目9",
            "山泉及依赖山泉的植物",
            "执行秘书的说明",
        ),
        _heading(1, "一、", "导言"),
        _para(
            "1.",
            "缔约方大会在第22/14号决定第7段中请执行秘书审查关于山泉{1}的现有知识，并向其第二十三届会议报告。",
            "见CBD/COP/22/6号文件，附件二。",
        ),
        _para(
            "2.",
            "本说明即为答复该请求而编写，依据的是2037年5月2日至11月30日收到的38个缔约方的答复，以及对1,240处山泉的调查。",
        ),
        _heading(1, "二、", "答复的内容"),
        _heading(2, "A.", "观察到的损失"),
        _para("3.", "在所调查的山泉中，自2025年以来已有212处干涸。答复列举了下列原因："),
        _item(1, "(a)", "取水装瓶，对此各答复指出："),
        _item(2, "(一)", "十一个缔约方规定取水须有许可证{2}；", "有效期不足一年的许可证不计在内。"),
        _item(2, "(二)", "四个缔约方设有公开登记册，其中载明："),
        _item(3, "a.", "每份许可证的持有人；"),
        _item(3, "b.", "每月的取水量{3}；", "以立方米计。"),
        _item(2, "(三)", "其余缔约方两者皆无；"),
        _item(1, "(b)", "在上方山坡开凿道路；"),
        _item(1, "(c)", "在原为草地之处植树{4}。", "多为云杉和桉树。"),
        _para(
            "4.",
            "格鲁吉亚报告说，一处采石场关闭后三年之内有九处山泉恢复{5}，最先重现的是苔藓{6}。",
            "在每处泉口测量。",
            "苔藓由国家标本馆鉴定。",
        ),
        _heading(2, "B.", "面临危险的植物"),
        _para("5.", "有三十一种植物只生长在泉边，别处皆无。"),
        _para("6.", "其中17种植物的种子保存在种子库中，每年费用为21万美元。"),
        _heading(1, "三、", "决定草案要点"),
        _para("7.", "缔约方大会不妨通过一项内容大致如下的决定："),
        _plain("缔约方大会，"),
        _plain("回顾第22/14号决定，"),
        _plain("关切六分之一的山泉已经消失，"),
        _para("1.", "邀请各缔约方设立山泉登记册；"),
        _para("2.", "请执行秘书："),
        _item(1, "(a)", "编写一份关于恢复山泉的指南{7}；", "以六种正式语文出版。"),
        _item(1, "(b)", "向缔约方大会第二十四届会议报告。"),
    ),
)

SOURCES = (ENGLISH, FRENCH, CHINESE)
