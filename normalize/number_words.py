"""The words of a number cell besides numerals and units: statuses, qualifiers, signs in words, verbal nouns.

A status stands instead of a number (未定, 皆増, …); a qualifier beside one (約, 以上, 見込み). All keys are
width-folded (ASCII ( ) % / -) and, for statuses, without white space.
"""

import re

STATUS_WORDS = {
    "nil": """
        該当なし 該当無し 該当者なし 該当事業なし 該当せず 非該当 なし 無し 無 実績なし 実績無し 実績無 予算なし
        設定なし 対象なし 対象者なし 実施なし 開催なし 計上なし 発生なし 申請なし 利用なし 皆無
    """,
    "undetermined": """
        未定 未確定 未設定 未決定 未決 検討中 調整中 協議中 要検討 今後検討 今後決定 今後設定 別途検討 別途設定
        別途協議 設定中 TBD tbd 時期未定 数値未定 目標未定
    """,
    "new": "皆増",
    "gone": "皆減",
    "pending": """
        集計中 調査中 算定中 算出中 精査中 確認中 計算中 照会中 推計中 測定中 分析中 作業中 公表待ち 結果待ち
        集計待ち 未集計 未公表 未発表 後日公表 後日集計 今後公表 公表前 確定待ち 集計前 速報待ち
    """,
    "unavailable": """
        … …… ... .. ‥ ‥‥ ・・・ ・・ 不明 不詳 未詳 データなし データ無し データ無 資料なし 数値なし
        未把握 把握していない 把握できず 把握不能 集計不能 算出不能 算出不可 算定不可 算定不能 測定不能 測定不可
        集計なし 未調査 調査なし 調査未実施 未測定 n/a N/A NA #N/A N.A. n.a. 未計測 ...… 得られない
    """,
    "suppressed": "x X χ ** *** **** * 秘匿 秘匿値 秘 非公表 非公開 公表不可 公表せず ＊",
    "ditto": """
        〃 同上 同左 同前 同右 同じ 同様 々 " 〟 ″ ” “ ゞ 仝 '' 〃〃
    """,
    "vague": """
        若干名 若干数 若干 若干人 若干件 多数 多数名 少数 複数 複数名 複数人 複数回 複数件 複数箇所 複数か所
        適量 少々 大多数
    """,
}
STATUSES = {word: status for status, words in STATUS_WORDS.items() for word in words.split()}
"""Whole cell (white space dropped) → status."""

NIL_DASH = re.compile(r"[-ー一]{0,3}[-ー][-ー一]{0,3}")
"""A lone dash of any kind (dashes are folded to -; ー stays), also repeated."""

VAGUE = re.compile(
    r"(?:約|延べ)?(?:[数幾何][十百千万億]*|[一二三四五六七八九]?[十百千万]+数[十百千万]*|[0-9,]+数)(?=\D|$)"
)
"""数件, 数十人, 十数名, 20数件, 数百万円: an amount that names no number."""

QUALIFIER_WORDS = {
    "approx": """
        約 およそ おおよそ おおむね 概ね ほぼ 大体 だいたい 凡そ 概数 概算 概算値 概数値 推定約 程度 前後 くらい
        ぐらい ほど 内外 目安 およその数
    """,
    "estimate": """
        見込み 見込 見込値 見込み値 見込数 見込み数 見込額 見込み額 見込量 見込者数 推計 推計値 推計人口 推定
        推定値 推測 想定 想定値 予測 予測値 試算 試算値 見積 見積り 見積もり 見積額 決算見込 決算見込み
        決算見込額 実績見込 実績見込み 年度末見込 年度末見込み 概算見込み 見通し 見込まれる 見込む
    """,
    "at_least": "以上 少なくとも 最低でも 最低 最小 下限 下限値 最低限 最低値 ≧ ≥ ⩾ >=",
    "at_most": "以下 以内 最大 最大でも 最高 上限 上限値 多くとも 多くて 限度 限度額 最大値 まで ≦ ≤ ⩽ <=",
    "less_than": "未満 足らず <",
    "more_than": "超 超え 超過 >",
    "gross": """
        延べ 延 のべ 延数 延べ数 延べ人数 延人数 延べ人員 延人員 延べ件数 延件数 延べ回数 延回数 延べ日数
        延べ利用者数 延べ参加者数 述べ 延べ人 延人
    """,
    "cumulative": """
        累計 累積 通算 累計値 累積値 累計数 累計人数 累計件数 累計額 累積数 累積件数 総累計 累計で
    """,
    "target": """
        目標 目標値 目標数 目標値数 数値目標 目標額 目標年 目標人数 目標件数 目標量 最終目標 最終目標値 中間目標
        中間目標値
    """,
    "actual": "実績 実績値 実績数 実績額 実数 実数値 実測 実測値 決算 決算額 決算値",
    "provisional": """
        速報 速報値 暫定 暫定値 仮 仮置き 仮値 暫定数 仮集計 速報数 確報前 未確定値 暫定的 暫定目標値
    """,
    "planned": """
        予定 予定数 予定値 予定額 計画 計画値 計画数 計画額 計画量 予定件数 予定人数 実施予定 開催予定 整備予定
        設置予定 計画目標 予算 予算額 当初予算 当初予算額
    """,
}
QUALIFIERS = {word: name for name, words in QUALIFIER_WORDS.items() for word in words.split()}
"""Bracketed or leading word → qualifier."""

PREFIX_IGNORED = """
    計 合計 総計 全 総 全部で 合わせて 各 金 うち 内 ちょうど 累 現在 丸 満 各々 それぞれ 全体 総数 総額 全体で
    内訳 小計 のうち 合計で 計で
"""
SUFFIX_FORMS = {
    "at_least": """
        以上 から 以上とする 以上を目指す 以上を目標 以上の 以上を維持 +α + を下限 を下回らない を下らない
    """,
    "at_most": """
        以下 以内 まで 以下とする 以内とする 以下に抑制 を上限 を限度 を超えない を上回らない を越えない が上限
        が限度 以下の 以内の 以下を維持
    """,
    "less_than": "未満 を下回る を下まわる に満たない より少ない より小さい より低い 足らず 未満の を切る",
    "more_than": """
        を超える を越える を超過 超え 越え 超 を上回る を上まわる より多い より大きい より高い 超の を超え 超過
        を超
    """,
    "approx": """
        程度 前後 くらい ぐらい 位 ほど 内外 強 弱 余り あまり 余 見当 台 程 程度の 前後の 相当 程度を想定 半ば
    """,
    "planned": "予定 を予定 の予定 を計画 計画 程度を予定",
    "estimate": """
        見込み 見込 の見込み の見込 を見込む と見込む を想定 と推計 見込む 見込まれる となる見込み 推計 想定
    """,
    "target": "目標 を目標 を目指す を目標とする が目標 達成を目標",
    "gross": "延べ (延べ)",
    "provisional": "速報 速報値 暫定",
    "up": """
        増 増加 の増 の増加 増額 上昇 の上昇 向上 の向上 アップ UP up プラス 増員 拡大 増やす 上乗せ 増加する
        増設 新増設 ↑
    """,
    "down": """
        減 減少 の減 の減少 減額 低下 の低下 削減 の削減 縮減 の縮減 低減 の低減 ダウン DOWN down 減員 縮小 抑制
        減らす 軽減 減少する 下落 短縮 ↓ 減少させる 減量
    """,
    "": "の です 。 也 ずつ 各 とする を維持する を維持 ※ となる となった である",
}
SUFFIXES = {form: name for name, forms in SUFFIX_FORMS.items() for form in forms.split()}

VERBAL_NOUNS = """
    実施 開催 発行 参加 設置 整備 作成 策定 配布 受講 登録 利用 達成 維持 継続 完了 着手 拡充 支援 助成 交付
    認定 採択 相談 対応 訪問 巡回 点検 更新 改修 耐震化 購入 導入 配置 新設 公開 掲載 配信 放送 貸出 貸し出し
    来場 来館 入場 出席 応募 加入 締結 協定 契約 修了 養成 派遣 受入 受入れ 受け入れ 採用 雇用 就職 廃止 建設
    供用 開始 終了 確保 提供 発信 投稿 送付 回収 申請 申込 受付 受理 処理 解決 選定 指定 育成 就農 移住 定住
    転入 転出 宿泊 乗車 接種 受診 検査 測定 調査 研修 講習 指導 表彰 出展 出店 出場 植栽 植樹 間伐 造林 収集
    排出 処分 修繕 補修 撤去 解体 移転 統合 開設 開園 開館 開校 開所 運行 運航 運営 稼働 活用 実現 創設 創出
    起業 誘致 進出 立地 販売 出荷 生産 満点 中 分 済 済み 済み。 完成 工事 舗装 施工 実績 設定 編成 派出 視察
    交流 協議 検討 会議 会合 面談 聴取 見学 体験 学習 公演 上演 上映 展示 展開 推進 促進 取得 保有 所有 所蔵
    在籍 在住 在職 在学 減便 通所 入所 入院 入居 待機 卒業 入学 進学 合格 不合格 回答 有効 無効 超過勤務 勤務
    出動 出火 救助 救急 搬送
"""


def _alternatives(words: list[str]) -> str:
    """A pattern of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


LEADING = re.compile(
    rf"(?:(?P<word>{_alternatives([*QUALIFIERS, *PREFIX_IGNORED.split()])})(?:[:\s、]|(?:で|に|は)(?=[約0-9\s]))*)"
)
"""A qualifier (or a word that changes nothing: 計, 全) in front of a quantity."""

TRAILING = re.compile(rf"\s*(?:{_alternatives(list(SUFFIXES))})")
"""One suffix after a quantity; look its text up in `SUFFIXES`."""

PERIOD_NOTE = re.compile(
    r"(?:令和|平成|昭和|[RHS])\s?(?:元|[0-9]{1,2})(?:年度?)?(?:末|現在|時点|当初)?(?:\s*[:：]\s*|\s+|、|(?=実績|見込|目標|予定|計画|速報|暫定|約))"
    r"|(?:20|19)[0-9]{2}(?:年度?)?(?:末|現在|時点)?(?:\s*[:：]\s*)|[0-9]{1,2}年度(?:末)?(?:\s*[:：]\s*|\s+)"
)
"""A year in front of the figure it belongs to (R5：120人)."""

DATED_WORD = re.compile(
    r"((?:(?:令和|平成|昭和|[RHS])\s?(?:元|[0-9]{1,2})|20[0-9]{2}|[0-9]{1,2}(?=年度))(?:年度?)?(?:末|現在|時点)?)の?(\D+)"
)
"""A bracket that gives the year and the kind of figure (R5実績)."""

VERBAL_TAIL = re.compile(rf"\s*((?:の|を)?(?:{_alternatives(VERBAL_NOUNS.split())})+)(?:する|します)?")
"""What was counted, after the unit (3回開催): kept as a note."""

FOOTNOTE = re.compile(
    r"(?<=\S)\s*((?:※|\*|注|†)\s?[0-9０-９]{0,2}\)?|[⁰¹²³⁴-⁹]+⁾|(?<=[一-鿿ァ-ヺ%])[⁰¹²³⁴-⁹]+)\s*$|^(?:※|\*)\s*(?=[0-9])"
)
"""A reference mark at either end of the cell."""
