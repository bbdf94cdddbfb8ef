"""Words that say nothing of the subject, by language, spelt as folded (no accents, ё as е).

Articles, pronouns, prepositions, conjunctions, auxiliary verbs and the words that questions are
asked with. Must not hold words that can be a topic: "need", "new" and "state" stay searchable.
"""

from __future__ import annotations

from types import MappingProxyType

_ENGLISH = """
a about above after again against all also am an and any are as at be because been before being
below between both but by can could did do does doing during each every for from further had has
have having he her here hers him his how i if in into is it its itself just may me might more most
must my no nor not of off on once only or other our ours out over own per same shall she should
so some such than that the their theirs them themselves then there these they this those through
thus to too under until up upon us very via was we were what when where whether which while who
whom whose why will with within without would you your
"""
_FRENCH = """
a afin ai ainsi apres as au aucun aucune aussi autre autres aux avait avant avec avez avoir avons
c ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment contre d dans de
depuis des donc dont du elle elles en encore entre es est et etaient etait etant ete etre eu eux
fut furent ici il ils j je jusqu l la le les leur leurs lors lorsqu lorsque lui m ma mais me meme
memes mes moi mon n ne ni nos notre nous on ont ou par parmi pas pendant peut peuvent plus pour
pourquoi pres puis qu quand que quel quelle quelles quelqu quels qui quoi s sa sans se selon sera
seront ses si soit son sont sous sur t ta te tels telle tel telles tes toi ton tous tout toute
toutes tres tu un une vers vos votre vous y
"""
_SPANISH = """
a al algun alguna algunas algunos ante antes aquel aquella aquellas aquellos asi aun aunque bajo
cada como con contra cual cuales cualquier cuando cuanto de debe deben del desde donde dos durante
e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba estado estan estar
estas este esto estos fue fueron ha haber habia han hasta hay la las le les lo los mas me mediante
mi mientras mis muy ni no nos nosotros o otra otras otro otros para pero por porque pueda puede
pueden que quien quienes se sea sean segun ser si sido siendo sin sobre son su sus tal tales
tambien tan tanto te tiene tienen toda todas todo todos tras tu tus u un una unas uno unos y ya yo
"""
_RUSSIAN = """
а без более больше бы был была были было быть в вам вас весь во вот все всего всех всем всеми вы
где да для до его ее если есть еще же за здесь и из или им ими их к каждый как какая какие каким
каких какое какой какую когда ко которая которого которое которой котором которому которую которые
который которым которых которыми кто куда ли либо лишь между мне многие может могут мы на над надо
нас наш не него нее нет ни них но ну о об однако он она они оно от очень по под после поскольку
почему при про с сам свой своего своей своих себя сколько со также так такая такие таким таких
такого такое такой там те тем то того тоже той только том тому тот ту ты у уже чего чей чем через
что чтобы чье чья эта эти этим этих это этого этой этом этому этот эту я является являются
"""
_ARABIC = """
في من الي علي عن مع هذا هذه ذلك تلك هولاء اولئك الذي التي الذين اللاتي اللذين هو هي هم هن هما انا
نحن انت ان انه انها انهم او ام لا لم لن ما ماذا متي اين كيف لماذا كم اي ايه هل كان كانت كانوا يكون
تكون قد لقد كل بعض غير بين بعد قبل عند حتي اذا اذ لكن لكنه ثم منذ خلال حول دون ضد عبر كما كذلك
ايضا هنا هناك حيث به بها بهم له لها لهم فيه فيها فيهم منه منها منهم عنه عنها عليه عليها عليهم اليه
اليها ليس ليست سوف بان بانه لان لانه وفي ومن والي وعلي وعن ومع وهو وهي وهذا وهذه وذلك وان وانه
ولا ولم ولن وما وقد وكان وكانت وكل او والتي والذي والذين فان مما عما فيما بما لما ممن الا ومنها
وفيها وله ولها ذات ذو
"""
_CHINESE = """
的 了 着 过 和 与 与其 及 以及 及其 或 或者 并 并且 而 而且 但 但是 在 于 对 对于 关于 由 由于 从
自 到 至 为 为了 以 以便 因 因为 因此 所以 如 如果 则 就 也 又 还 都 只 这 这些 这个 那 那些 那个
该 其 其中 此 它 它们 他 他们 她 她们 我 我们 你 你们 您 是 有 有着 被 把 将 向 使 让 让其 给 等
等等 之 所 不 没 没有 很 更 最 已 已经 曾 曾经 上 下 中 里 内 后 前 时 个 些 一个 一些 各 每 每个
某 某些 哪 哪些 哪个 哪里 哪儿 哪一 哪一个 什么 怎么 怎样 怎么样 如何 为什么 为何 何 何时 何地 谁
几 多少 多久 吗 呢 吧 啊 嘛 么 是否 是不是 可 可以 能 能否 能够 会 应 应该 应当 并非 即 且 若 虽
虽然 通过 根据 按照 除 除了 以上 以下 当 当时 同 同时 另 另外 此外 有关
第 号 届 年 月 日
"""

STOP_WORDS: MappingProxyType[str, frozenset[str]] = MappingProxyType(
    {
        "en": frozenset(_ENGLISH.split()),
        "fr": frozenset(_FRENCH.split()),
        "es": frozenset(_SPANISH.split()),
        "ru": frozenset(_RUSSIAN.split()),
        "ar": frozenset(_ARABIC.split()),
        "zh": frozenset(_CHINESE.split()),
    }
)
"""Stop words by BCP 47 tag."""
