"""What the names of offices end in, their ranks, and the words that stand for many offices (各課, 関係課, 全所属)."""

import regex

OFFICE = r"課|室|局|部|センター|館|署|所|班|係|委員会|校|園|機構"
"""After these ・ separates two names (CASES.md)."""
OFFICE_MORE = r"担当|グループ|チーム|ユニット|協議会|協会|公社|財団|商工会|事務局|公室|庁|窓口|病院"
BODY = r"会|団|団体|法人|大学|会社|組合|隊|院|省|銀行|連合|議会|署員|支店|企業|事業者|市|区|町|村|県"
COMPLETE = regex.compile(rf"(?:{OFFICE}|{OFFICE_MORE})$")
COMPLETE_BODY = regex.compile(rf"(?:{OFFICE}|{OFFICE_MORE}|{BODY})$")
COMMON_NOUN = regex.compile(
    r"(?:小|中|小中|高等|各|市立|県立)?学校|(?:都市)?公園|保育[園所]|幼稚園|(?:認定)?こども園|子ども園|庭園|動物園|場所|住所|役所|近所"
    r"|[内外全一幹支]部|[東西南北中]部|社会|教室|温室|会館|市|区|町|村|県|都市|団体|企業|地区|学区|校区|議会|機会|都会|大会|財団"
)
"""Words that end like an office and are none: 学校・地域連携課 and 公園・みどり課 are one name."""
SECTION = regex.compile(r"(?:課|室|係|局|部|担当|センター)$")
FRAGMENT = regex.compile(
    r"(?:課|室|係|局|部|館|所|署|班|園|校|会|担当|センター|ンター|ター|ー|委員会|員会|機構|事務局|務局|推進課|支援課)$"
)
"""What a wrap may leave alone on the last line of a name."""

PLACE_PART = r"(?:[東西南北中内外]|中心|臨海|沿岸|山間|農村|市街|臨港|周辺|学|幹|一|全|支)部|薬局|郵便局|放送局"
PARENT = regex.compile(
    rf"(?P<parent>.{{1,20}}?(?:(?:部(?![活落門会品署長分下屋])|局(?![地長所面]))(?<!{PLACE_PART})|委員会|本部|支所|役所|役場|公室|総室"
    rf"|保健所|消防署|病院))(?P<name>(?!・|事務局$|事務局.{{1,12}}(?:係|担当|班)$|局|部|長|員).{{1,}}(?:{OFFICE}|担当|グループ|チーム))"
)
BOARD_OFFICE = regex.compile(r"(?P<parent>.{1,20}?委員会事務局|議会事務局)(?P<name>.{1,}[課室部])")
UNIT = regex.compile(
    rf"(?P<name>.+(?:課(?![税題外程])|室(?!内)|局|部(?![活落門会品署分])|館|センター|署|所(?![得管有]))(?<!{PLACE_PART}))"
    r"(?P<unit>(?![活落門会])\P{White_Space}{1,14}?(?:係|班|担当|グループ|チーム|ユニット))"
)
RANKS = (
    (regex.compile(r"(?:係|班|担当|グループ|チーム|ユニット)$"), 0),
    (regex.compile(r"(?:委員会|本部|役所|役場|公室|庁|省)$"), 4),
    (regex.compile(r"事務局$"), 3),
    (regex.compile(r"局$"), 4),
    (regex.compile(r"部$"), 3),
    (regex.compile(r"支所$"), 2),
    (regex.compile(r"(?:課|室)$"), 1),
    (regex.compile(r"(?:センター|館|署|所|園|校)$"), 1),
)


def rank(name: str) -> int | None:
    """How high an office stands by its ending: 0 係, 1 課, 2 支所, 3 部, 4 局 or 委員会; None for other bodies."""
    return next((value for ending, value in RANKS if ending.search(name)), None)


MANY = (
    r"(?:部局課室|部局課|部課室|部課|課室局|課室|課所室|課所|課|室|部局|部署|部門|部|局|係|班|所属|所管課|所管|担当課|担当部署|担当|主管課"
    r"|機関|行政機関|団体|省庁|施設|事業所|支所|出張所|地区|区役所|区|センター|公民館|図書館|学校|小中学校|小・中学校|小学校|中学校|幼稚園"
    r"|保育園|保育所|園|校|館|組織|事務所|委員会|庁|者|市町村|自治体)"
)
INSIDE = r"(?:庁内|市役所内?|役所内?|役場内?|市内|区内|町内|村内|その他|その他の|他の?|ほか)?の?"
SCOPES = (
    (
        "related",
        regex.compile(
            rf"{INSIDE}各?(?:関係|関連|該当)(?:する|の)?(?:する)?各?{MANY}(?:[・、]?{MANY})*(?:すべて|全て)?"
        ),
    ),
    (
        "all",
        regex.compile(
            rf"{INSIDE}(?:全て|すべて|全)の?(?:{MANY}(?:[・、]?{MANY})*|庁的?|庁内|庁各課|職員)|{INSIDE}全庁|庁内全体"
        ),
    ),
    # 各支所・市民活動課 are two offices; 各小・中学校 and 各まちづくり・協働センター are one name.
    (
        "each",
        regex.compile(
            rf"{INSIDE}各(?!務原)(?:(?!(?:{OFFICE}|{MANY})[・、]).)*?(?:{OFFICE}|{MANY}|主体)(?:[・、]?{MANY})*"
        ),
    ),
)


def scope_of(name: str) -> str | None:
    """related, all or each where a name stands for many offices, else None."""
    return next((scope for scope, pattern in SCOPES if pattern.fullmatch(name)), None)
