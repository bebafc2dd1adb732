"""Names of people who do not exist, in many scripts.

A name is a pair: as it is written, and in the ASCII letters of a profile address.
English-looking families are put together from two words ("Quillfeather"), so that
30,000 rows hold about as many namesakes as real exports do.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

Spelled = tuple[str, str]

_MARKLESS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d"}
)


def ascii_letters(text: str) -> str:
    """Latin text in the letters of a profile address.

    >>> ascii_letters("Işık Ørsted")
    'isik orsted'
    """
    apart = unicodedata.normalize("NFKD", text.lower().translate(_MARKLESS))
    return "".join(c for c in apart if c.isascii())


@dataclass(frozen=True, slots=True)
class Culture:
    """Names that go together. ``weight`` is the share of people, in percent."""

    script: str
    weight: float
    given: tuple[Spelled, ...]
    family: tuple[Spelled, ...]

    def draw(self, chance: Random) -> tuple[Spelled, Spelled]:
        """One given and one family name."""
        return chance.choice(self.given), chance.choice(self.family)

    @property
    def is_latin(self) -> bool:
        """Whether capitals, degrees and nicknames of Latin script make sense here."""
        return self.given[0][0][0].lower() in "abcdefghijklmnopqrstuvwxyz"


def _spelled(names: Iterable[str]) -> tuple[Spelled, ...]:
    """Read ``native/ascii`` pairs; Latin names need no second half."""
    pairs = (name.partition("/") for name in names)
    return tuple((own, other or ascii_letters(own)) for own, _, other in pairs)


def _culture(script: str, weight: float, given: str, family: str) -> Culture:
    return Culture(script, weight, _spelled(given.split()), _spelled(family.split()))


def _joined(heads: str, tails: str, between: str = "") -> str:
    """Every head with every tail, as pairs."""
    whole = []
    for head, tail in product(heads.split(), tails.split()):
        own, _, other = head.partition("/")
        own_tail, _, other_tail = tail.partition("/")
        plain = f"/{other}{other_tail}" if other else ""
        whole.append(f"{own}{between}{own_tail}{plain}")
    return " ".join(whole)


_GIVEN = """
    Ada Agnes Albert Alma Amos Anya Arthur Audrey Beatrice Bella Bernard Blair Boyd
    Bridget Calvin Cara Carlton Cecil Celia Chester Clara Clyde Cora Curtis Cyrus Dahlia
    Daisy Damon Delia Derek Dora Douglas Edgar Edith Edmund Elaine Elmer Elsie Emmett
    Enid Ernest Esther Ethel Evan Fay Felicity Fern Flora Floyd Forrest Frances Gareth
    Gemma Georgia Gilbert Gladys Glenn Gordon Greta Griffin Gwen Harold Harriet Hazel
    Hector Heidi Herbert Hester Homer Hope Howard Hugo Ida Imogen Ingrid Iris Isla Ivor
    Jasper Jemima Joan Jonah Joyce Judith Julius June Keith Kendra Kirk Lance Laurel Leah
    Leland Leona Lester Lila Linus Lionel Lloyd Lorna Lucian Lydia Mabel Magnus Maisie
    Marcus Margot Marvin Maude Maxine Mercy Miles Mildred Milton Minerva Mona Morris
    Muriel Myra Nadia Nell Nettie Neville Nora Norman Octavia Olive Opal Orson Oscar Otis
    Pearl Percy Petra Philippa Phoebe Piers Polly Quentin Ralph Ramona Raymond Reuben
    Rhoda Roderick Roland Rosalind Roxanne Rufus Rupert Sable Selma Seth Sheila Sibyl
    Silas Stella Sybil Tabitha Thea Theodore Thora Tobias Trudy Ursula Vera Vernon Viola
    Wallace Walter Wanda Warren Wilbur Wilfred Willa Winifred Winston Zelda
"""
_HEADS = """
    Alder Amber Apple Arrow Ash Autumn Bard Barley Bell Birch Black Blythe Bram Bridge
    Briar Brook Cald Candle Cedar Chalk Cherry Clay Clover Cobble Copper Crane Crow Dale
    Dapple Dove Drift Dun Elder Elm Ember Fair Fallow Feather Fen Fern Finch Flint Fox
    Frost Gilder Glen Gold Goose Green Grey Hale Harrow Hart Haw Hazel Heather Heron Holl
    Honey Horn Ivy Juniper Kestrel Lark Lavender Linden Loam Maple March Marl Meadow Mere
    Mill Moor Moss Nettle North Oak Otter Owl Pebble Penny Pine Plum Quill Raven Reed
    Rook Rose Rowan Rush Sable Saffron Sand Sedge Silver Sparrow Spruce Stone Swan Tarn
    Teasel Thistle Thorn Timber Umber Vale Vine Wax Weather Wheat Willow Winter Wren Yarrow
"""
_TAILS = """
    acre bank beck borne bough bridge brook burrow by cliffe combe cote court croft cross
    dale dell den down edge field fold ford garth gate grove ham haven hearth hill holme
    hurst keep land leigh lock mantle march mead mere mont moor ness path pool ridge root
    shaw side stead stock thorpe ton vale wade wall ward water well wick wold wood worth
"""

CULTURES: tuple[Culture, ...] = (
    _culture("English", 66.0, _GIVEN, _joined(_HEADS, _TAILS)),
    _culture(
        "Indian English",
        8.0,
        """Aditi Ajay Anika Arjun Bhavna Chetan Deepa Dev Esha Farhan Gauri Hari Isha
        Jaya Kabir Kavya Lakshmi Manish Meera Nikhil Nisha Om Pooja Rahul Reena Rohan
        Sanjay Sita Tanvi Uma Varun Vidya Yash Zoya""",
        _joined("Ach Bhat Chand Dev Gan Iy Kul Mad Nar Pill Ram Sen Tal Var Yad", "anur erjee esh hari kar nathan pur ran tani uraj vani yal"),
    ),
    _culture(
        "Spanish and Portuguese",
        7.0,
        """Adrián Ana André Beatriz Carmen Concepción Diego Elena Eloísa Fátima Gonçalo
        Hugo Inés Irene Javier João Joaquín Julia Lucía Marcos Nuria Óscar Pilar Ramón
        Raquel Rosa Sancho Teresa Tomé Vera""",
        _joined("Alba Bueno Cabral Duarte Espino Fontes Galdós Iturbe Lago Montes Nogal Olmos Peña Robles Salgado Urrutia Vidal", "Arroyo Bravo Campos Dávila Encina Ferro Gil Hoyos Luna Mora Núñez Prado Ríos Serra Tejo Vega", "-"),
    ),
    _culture(
        "German",
        5.0,
        "Anke Bernd Birgit Dörte Elke Friedrich Götz Heike Jürgen Käthe Lothar Marlies Nils Otto Renate Sören Thilo Ulrike Volker Wiebke",
        _joined("Acker Birken Buchen Dorn Eichen Falken Grün Hirsch Königs Linden Mühl Rosen Schön Tannen Weiß Winter", "bach berg brück feld hagen heim hof mann stein tal wald weiler"),
    ),
    _culture(
        "French",
        3.5,
        "Agathe Aurèle Benoît Céline Clémence Désiré Édith Faustine Gaspard Hélène Jérôme Léonie Maëlle Noël Odile Quentin Rémi Solène Thaïs Yvette",
        _joined("Beau Belle Bois Champ Clair Grand Haute Mont Petit Roche Val Vert", "bois champ court fort lac lieu mare pré rive ville"),
    ),
    _culture(
        "Nordic",
        2.5,
        "Åsa Astrid Bjørn Dagny Eirik Gøril Håkon Inga Jørgen Kjell Märta Njål Ottilia Pär Ragnhild Søren Torbjörn Ulla Vigdis Øyvind",
        _joined("Bjørk Dal Eke Fjell Gran Hav Lind Lyng Ny Sjö Sol Strand Vest Öl Ås", "berg borg brandt gren haug holm lund mark nes rud stad vik"),
    ),
    _culture(
        "Polish and Czech",
        2.0,
        "Bożena Dorota Eliška Františka Grażyna Jolanta Květa Ludmiła Małgorzata Růžena Šárka Żaneta",
        _joined("Barto Dole Horá Jelí Kuče Mikulá Ptá Řezní Stře Vrb", "čková dková lková nková šková tková"),
    ),
    _culture(
        "Turkish",
        0.8,
        "Aydın Çağla Doğan Elif Gülşen İrem Işıl Kıvanç Nazlı Ömer Şeyma Ümit Yıldız",
        _joined("Ak Altın Çelik Demir Gök Işık Kara Kırmızı Taş Yeşil", "bıyık dağ gün kaş kaya oğlu pınar su taş yol"),
    ),
    _culture(
        "Vietnamese",
        1.0,
        _joined("Ánh Bảo Đức Hồng Lệ Minh Ngọc Phương Quỳnh Thùy Tuấn Xuân", "Anh Bình Châu Dũng Giang Hà Khánh Linh Mai", "-"),
        "Bùi Đặng Đỗ Dương Hồ Huỳnh Lê Lý Ngô Nguyễn Phạm Phan Trần Trịnh Vũ Võ",
    ),
    _culture(
        "Cyrillic",
        0.8,
        "Богдан/bohdan Василь/vasyl Галина/halyna Дарина/daryna Ждан/zhdan Оксана/oksana Петро/petro Соломія/solomiia Тарас/taras Юлія/yuliia Ярина/yaryna",
        _joined("Берез/berez Гонча/honcha Дубов/dubov Калин/kalyn Лис/lys Мороз/moroz Черн/chern Яров/yarov", "енко/enko инко/ynko ченко/chenko юк/iuk"),
    ),
    _culture(
        "Greek",
        0.5,
        "Αλέξης/alexis Γιάννης/giannis Δημήτρης/dimitris Κώστας/kostas Μιχάλης/michalis Νίκος/nikos Σταύρος/stavros Φώτης/fotis",
        _joined("Αλεξ/alex Βασιλ/vasil Γεωργ/georg Καλ/kal Παπ/pap Χριστ/christ", "άκης/akis όπουλος/opoulos ίδης/idis"),
    ),
    _culture(
        "Arabic",
        0.6,
        "أمينة/amina باسل/basil جميلة/jamila خالد/khalid ريم/reem سلمى/salma طارق/tariq ليلى/layla نور/nour يوسف/yousef",
        "البستاني/albustani الحداد/alhaddad الخطيب/alkhatib الزيات/alzayyat الصباغ/alsabbagh الفارس/alfares النجار/alnajjar الوراق/alwarraq",
    ),
    _culture(
        "Hebrew",
        0.3,
        "אביגיל/avigail בועז/boaz דבורה/dvora זאב/zeev יעל/yael מיכל/michal נועם/noam רות/ruth שירה/shira",
        "אלמוג/almog ברקת/bareket גפן/gefen דרור/dror הדס/hadas ורדי/vardi זמיר/zamir כרמל/carmel נחל/nahal",
    ),
    _culture(
        "Devanagari",
        0.4,
        "अनिता/anita इंदु/indu कृष्ण/krishna गीता/geeta दीपक/deepak प्रिया/priya मोहन/mohan राधा/radha विजय/vijay",
        "अग्निहोत्री/agnihotri चतुर्वेदी/chaturvedi जोशी/joshi त्रिपाठी/tripathi पाठक/pathak मिश्र/mishra शास्त्री/shastri",
    ),
    _culture(
        "Chinese",
        0.7,
        _joined("安/an 春/chun 德/de 海/hai 嘉/jia 丽/li 明/ming 若/ruo 思/si 文/wen", "波/bo 芳/fang 华/hua 兰/lan 林/lin 宁/ning 琪/qi 伟/wei 雪/xue 远/yuan"),
        "白/bai 曹/cao 邓/deng 方/fang 高/gao 何/he 江/jiang 孔/kong 李/li 马/ma 潘/pan 秦/qin 沈/shen 王/wang 欧阳/ouyang",
    ),
    _culture(
        "Japanese",
        0.4,
        "あおい/aoi 一郎/ichiro 恵子/keiko さくら/sakura 大輔/daisuke 千尋/chihiro ハルカ/haruka 真一/shinichi 由美/yumi 涼/ryo",
        "青木/aoki 石橋/ishibashi 小川/ogawa 黒沢/kurosawa 白鳥/shiratori 竹内/takeuchi 中島/nakajima 藤原/fujiwara 森田/morita",
    ),
    _culture(
        "Hangul",
        0.4,
        _joined("가/ga 다/da 민/min 서/seo 예/ye 지/ji 하/ha 현/hyun", "람/ram 빈/bin 수/soo 우/woo 윤/yoon 은/eun 준/jun 진/jin"),
        "강/kang 고/ko 김/kim 남/nam 문/moon 박/park 백/baek 송/song 안/ahn 윤/yoon 조/cho 한/han",
    ),
    _culture("read as missing", 0.1, _GIVEN, "NA None Null Nan True"),
)  # fmt: skip
