"""Whether the words after a number make it a count (10 か所, 28 地区, 3 回実施) and so no marker."""

import regex

COUNTER = (
    r"か所|ヶ所|ケ所|カ所|ヵ所|箇所|個所|年度末|年度|年間|年次|か年|カ年|ヵ年|ヶ年|箇年|年|か月|カ月|ヵ月|ヶ月|箇月|月|日間|日"
    r"|時間|時|分間|分|秒|週間|週|泊|地区|地域|団体|組織|自治会|町会|町内会|世帯|家庭|家族|学区|校区|小学校区|中学校区"
    r"|人|名|件|回|個|本|枚|台|冊|部|校|園|館|社|者|店|店舗|施設|事業所|事業|法人|チーム|グループ|クラブ|コース|講座|教室|会場"
    r"|市町村|市町|市|町|村|区|課|室|種類|種目|種|品目|項目|点|割|倍|歳|才|代|棟|戸|室|席|床|基|箇|路線|区間|便|両|隻|頭|羽|匹|着|組|班|周年|号|度"
    r"|百万円|千円|万円|億円|兆円|円|千人|万人|百|千|万|億|ポイント|パーセント|%|％|‰|pt|つ|通り|通|カ国|か国|ヶ国|ヵ国|ヘクタール|キロ|メートル|トン|リットル"
    r"|km|m|cm|mm|ha|kg|g|t|GB|MB|㎡|㎞|㎏|㌶|kW|MW|kWh"
)
END = (
    r"\s|$|[（(、。，,.・/／～〜~→⇒\-−－–)）]|以上|以下|以内|未満|程度|前後|強(?![靱化みい])|弱(?![者点い])|余(?![暇剰])|超(?!高)|ずつ|分(?!野|析|担|類|権|散|別)"
    r"|を?実施|を?開催|を?発行|を?設置|を?整備|の?増|の?減|増加|減少|に増|に減|から|まで|中(?!\p{Han})|後|前(?!提)|目(?!標)|予定|見込|達成|参加|の参加|が参加|、"
    r"|に対|に実施|で実施|で開催|に開催|に拡|へ|分の|あたり|当たり|[月日](?![常程本])|間(?![外近伐接隔口])|度(?!合)"
)
COUNT = regex.compile(rf"\s*約?(?:(?:{COUNTER})(?={END})|つの)")
STATUS = regex.compile(
    r"\s*(?:継続|拡充|実施|実施済み?|完了|未?達成|廃止|縮小|新規|見直し|検討|設置|開催|配置|現状維持|予定|中|増|減|して|以上|以下|未満|程度|[・、])+\s*"
)
"""A state alone after a number: `12 継続` is a value and its state, no heading."""


LISTED = regex.compile(r"\s*(?:地区|地域|団体|組織|自治会|町会|町内会|世帯|家庭|家族|施設|事業)・\p{Han}")
"""A noun that also counts, first of a list: １ 町会・自治会の… is a heading."""


def is_count(rest: str) -> bool:
    """Whether a text that follows a number starts with a counter or is only a state."""
    return not LISTED.match(rest) and bool(COUNT.match(rest) or STATUS.fullmatch(rest))
