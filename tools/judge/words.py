"""Random text by seed: Japanese, English and both mixed; Chinese; Korean; and what is awkward to break."""

from __future__ import annotations

import random
from collections.abc import Sequence

JAPANESE = """\
概要
会場が細長い
おもちゃ少なめ
立ち見あり
参加者の半分は初めて来た人たちで、廊下まで人があふれていた。
開始時刻が遅めなので、朝はゆっくりできる。
「使いかた」の説明が多い
ユーザ事例の紹介（製造業、研究所など）が続く
設計の議論は部屋ごとに分かれて、メモは共有の文書に書いていく。
負債の返済とテストの安定が今回の主題になった
移行の手順はまだ決まらない……
次の版までに仕様をまとめ、レビューを受けることになった。
ネットワークの機能分割について
スケジューラーを切り出す作業は、次のサイクルでも続ける。
ちょっと待って！という声もあったが、おおむね合意した
サーバー・ストレージ・ネットワークの三つを順に見る
互換性を保つためのルールを「やさしく」書きなおした
運用者の会議では、監視、更新、障害対応の話がよく出た。
バージョンをまたぐ更新は、いまだに難しいと言われている
""".splitlines()
ENGLISH = """\
Technical debt and growth challenges
The schedule was tight, but everybody stayed until the very end.
Development process and procedures
Lightning talks (five minutes each) were the most popular part
Cells are used by two operators, and a third is planning a migration
Advanced services spin out
Pluggable IPAM, distributed routing, and high availability
User stories: car makers, research labs, banks
We keep the skills in-house; the build-or-buy question stays open
Open questions remain about up-to-date drivers
Backward-compatible changes only - no exceptions
Teams from Tokyo, Toronto & Warsaw took part; WiFi was fine
More than 4,600 people from 60+ countries registered for the event
Quality first: 99.95 % of all gate jobs passed
""".splitlines()
CHINESE = """\
会议概况
会场又窄又长，走廊里也站满了人。
一半的参加者是第一次来，开幕式座无虚席。
上午的议程开始得比较晚，大家都不着急
用户案例（制造业、研究所、银行等）占了很大篇幅
“怎样使用”的讲解比上一届多得多
设计讨论按房间分组进行，记录写在共享文档里。
本次的主题是偿还技术债务、稳定测试
迁移步骤还没有确定……
下一个版本之前要完成规范，并接受评审！
把调度器拆分出来的工作将在下一个周期继续进行；
《用户手册》已经翻译成三种语言：中文、日文和韩文
运维人员最关心监控、升级和故障处理。
网络功能的拆分由 Neutron 团队负责，预计 2015 年 4 月完成
OpenStack 社区有 4,600 多人报名参加，来自 60 多个国家
使用 cells 的只有两家运营商，第三家正在计划迁移
""".splitlines()
KOREAN = """\
회의 개요
행사장이 길고 좁아서 복도까지 사람들이 가득했다.
참가자의 절반은 처음 온 사람들이었다
아침 일정이 늦게 시작해서 여유가 있었다.
사용자 사례(제조업, 연구소, 은행 등)를 소개하는 발표가 이어졌다
"사용 방법"을 설명하는 시간이 지난번보다 많았다
설계 논의는 방마다 나뉘어 진행되고, 기록은 공유 문서에 남긴다.
이번 주제는 기술 부채를 갚고 시험을 안정시키는 것이다
이전 절차는 아직 정해지지 않았다……
다음 판까지 사양을 정리해서 검토를 받기로 했다!
스케줄러를 분리하는 작업은 다음 주기에도 계속된다.
네트워크 기능의 분리는 Neutron 팀이 맡고, 2015년 4월에 끝날 예정이다
OpenStack 커뮤니티에는 60개국에서 4,600명 이상이 등록했다
운영자들은 감시, 갱신, 장애 대응에 관심이 많았다.
cells를 쓰는 사업자는 두 곳뿐이고, 세 번째가 이전을 계획하고 있다
""".splitlines()
WORDS = """\
OpenStack Nova Neutron Design Summit API cells Swift v2 Kilo Juno Rackspace Huawei CERN NFV BMW IPv6 Oslo.versioning
nova-network RPC Python 3 2014.11.3 100 GB DVR L3 HA contributors meetup driver Ceph Cinder etherpad #1 50% IPAM
"""
PARTICLES = "の は が を に で と も から まで では について などの での"
NOUNS = """\
機能 仕様 移行 議論 利用者 設計 実装 会議 性能 予定 部屋 発表 性能評価 テスト ドライバー スケジューラー 互換性 ユーザー
アップグレード メンテナンス
"""
ENDINGS = "する。 した 。 ？ …… 、次へ続く （予定） という話 「検討中」 ー！ など"
AWKWARD = (
    "https://wiki.example.org/Summit/Kilo/Etherpads?day=2&track=nova#cells",
    "http://example.com/a-long-path/with-hyphens/and.dots_underscores/page.html",
    "/etc/neutron/plugins/ml2/ml2_conf.ini",
    "neutron_lbaas.services.loadbalancer.drivers.haproxy.plugin_driver",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "A" * 60,
    "someone@mail.example.org",
    "C:\\Users\\iwamoto\\Documents\\summit",
    "key=value;key2=value2;key3=value3",
    "3/4 1/2 24/7 and/or TCP/IP",
    "10\u00a0000\u00a0km 5\u00a0% p.\u00a012 Dr.\u00a0Who",
    "名前\t値\t単位",
    "one\ttwo\tthree",
    "a   b    c  d      e",
    "左　　右　端",
    "一行目は短い\n二行目は少し長めに書いておく",
    "first line\nand a second one that is longer",
    "ＡＢＣ１２３ﾊﾝｶｸｶﾅ混じり",
    "‘single’ “double” — dash – en…",
    "①②③→④、★☆の順",
)
"""URLs, paths, long words, no-break spaces, tabs, several spaces, line breaks, signs of either script."""


def japanese(chance: random.Random) -> str:
    """One to three sentences."""
    return _several(chance, JAPANESE, "")


def english(chance: random.Random) -> str:
    """One to three sentences."""
    return _several(chance, ENGLISH, " ")


def chinese(chance: random.Random) -> str:
    """One to three sentences."""
    return _several(chance, CHINESE, "")


def korean(chance: random.Random) -> str:
    """One to three sentences."""
    return _several(chance, KOREAN, " ")


def mixed(chance: random.Random) -> str:
    """Japanese with Latin words in it, as engineers write it."""
    parts = []
    for _ in range(chance.randint(2, 7)):
        word = _word(chance, WORDS) + (" " + _word(chance, WORDS) if chance.random() < 0.3 else "")
        space = " " if chance.random() < 0.3 else ""
        parts += [word, space, _word(chance, PARTICLES), _word(chance, NOUNS)]
        joint = "、" if chance.random() < 0.2 else "、" + _word(chance, NOUNS) + "を"
        parts.append(_word(chance, PARTICLES) if chance.random() < 0.7 else joint)
    return "".join(parts) + _word(chance, ENDINGS)


def any_text(chance: random.Random) -> str:
    """A third Japanese, a third English, a third mixed."""
    return chance.choice((japanese, english, mixed))(chance)


def awkward(chance: random.Random) -> str:
    """Something awkward between two halves of a sentence."""
    text = any_text(chance)
    cut = chance.randint(0, len(text))
    space = " " if chance.random() < 0.6 else ""
    return (text[:cut] + space + chance.choice(AWKWARD) + space + text[cut:]).strip(" ")


def _word(chance: random.Random, words: str) -> str:
    return chance.choice(words.split())


def _several(chance: random.Random, sentences: Sequence[str], space: str) -> str:
    return space.join(chance.choice(sentences) for _ in range(chance.randint(1, 3)))
