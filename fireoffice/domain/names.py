"""Persons' names in a list, where blanks part one from the next or stand inside one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

BETWEEN: Final = "\u3000"
"""The blank between two names, or between a name and a post."""

_BLANKS: Final = " \t\u3000\xa0\u2002\u2003\u2009\u202f"
_TOKEN: Final = re.compile(rf"[^{_BLANKS}]+")
_HAN: Final = re.compile(r"[一-鿿㐀-䶿·•]+")
_LONGEST_LABEL: Final = 14
_LONGEST_LIST: Final = 400
SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾"
    "龚邵万覃武钱戴严莫孔向常汤温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左"
    "柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵"
    "苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南"
    "班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿"
    "国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯"
    "隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_DOUBLE: Final = frozenset(
    re.findall(
        "..",
        "欧阳上官司马诸葛东方皇甫尉迟公孙慕容令狐司徒端木夏侯长孙宇文独孤南宫轩辕闻人",
    )
)
_WORDS: Final = frozenset(
    re.findall(
        "..",
        "安全高度方案方法方式方面方向关于关键时间时限时期管理管控管道计划成立成员成果和谐包括任务"
        "任何项目单位常态常规应急应当应对严格严禁严重石油江苏温度水源金额万元向上明确支持支部经费"
        "黄色路面路口路段马上林区林业林地周边周期程序程度纪律边界区域区县党委党建党员车辆车间连接"
        "全面全部全镇全体全县全市全年夏季居民居委国家安装安排解决解除解释左右家庭房屋花炮平台平安"
        "平时平方信息信访利用利益元旦古镇修复云南相关相互相应公共公安公司公示公开公告印发印章容易"
        "初期都要来源由于宣传海报原则原因武装易燃易爆康复施工施行单独单元季度农村农户农业农家司机"
        "司法华东乡镇高层高温高压高发高处万一金融江河白色段落龙头商场商铺商业商户沙袋景区冷库席位"
        "卫生卫健米面封闭封控谈话乐园南方班组班子储存储备满员位置强化强制盖章练习干部干净但是展示"
        "展板智能智慧幸福富裕门口门店门窗普查普及权限权责水利水池成效时段",
    )
)
"""Words of two characters that begin like a surname and are no names."""
_ROLE: Final = re.compile(
    r"(?:主任|成员|委员|组长|组员|队长|队员|指挥|指挥长|政委|教导员|指导员|"
    r"[站所会局科股院校厂班镇乡县村社]长|理事|秘书长?|书记|顾问|主席|主持|记录|出席|列席|缺席|请假|"
    r"参加|参会|与会|到会|名单|人员|人|领导|[一-鿿]员|专干|干事|干部|同志)"
    r"(?:名单)?(?:如下|包括|有|为|是)?$"
)
_POST: Final = re.compile(
    r"[一-鿿（）()、]{0,22}(?:书记|[镇乡县区市局科股处队所站院校厂社村组部班庭行会团]长|主任|主席|委员|"
    r"政委|教导员|指导员|专干|干事|[专民网联值消安文]\S{0,2}员|站员|科员|秘书|经理|厂长|校长|指挥长|"
    r"负责人|主管|助理)"
)
_AND_OTHERS: Final = re.compile(r"等.{0,6}")
_ASIDE: Final = re.compile(r"[（(][^（）()]*[）)]$")
_SEPARATOR: Final = re.compile(r"[、，,；;]")


@dataclass(frozen=True, slots=True)
class _Token:
    """Characters without a blank among them; `bare` is what they say without a remark.

    `label`: it opens a further list (副组长：) within the same line.
    """

    start: int
    end: int
    bare: str
    label: bool = False

    @property
    def is_sign(self) -> bool:
        """True if it is one character of a name that is parted in its middle."""
        return len(self.bare) == 1 and _HAN.fullmatch(self.bare) is not None

    @property
    def is_post(self) -> bool:
        """True if it says what somebody is, not who."""
        return self.label or (len(self.bare) > 1 and _POST.fullmatch(self.bare) is not None)


@lru_cache(maxsize=256)
def name_gaps(text: str) -> Mapping[int, str]:
    """The blanks that belong in place of each run of blanks in the list of names that `text` is.

    The runs are told by where they begin: nothing belongs inside a name or a label (主　任), one
    wide blank between names and beside a post. Empty where `text` lists no names, and for blanks
    beside the list.
    """
    if len(text) > _LONGEST_LIST:
        return MappingProxyType({})
    label = _label_length(text)
    gaps: dict[int, str] = {}
    begin = label
    for stop in [*(match.start() for match in _SEPARATOR.finditer(text, label)), len(text)]:
        gaps |= _gaps_between(_tokens(text, begin, stop), labelled=bool(label))
        begin = stop + 1
    if label:
        gaps |= dict.fromkeys(_runs(text[: label - 1].rstrip(_BLANKS)), "")
    return MappingProxyType(gaps)


def _label_length(text: str) -> int:
    """The number of characters of 「成　员：」 and the like at the beginning; 0 for none."""
    match = re.match(rf"[{_BLANKS}]*([^：:，。；、]{{1,40}})[：:]", text)
    if match is None:
        return 0
    label = re.sub(rf"[{_BLANKS}]", "", match[1])
    return match.end() if len(label) <= _LONGEST_LABEL and _ROLE.search(label) else 0


def _runs(text: str) -> Iterator[int]:
    """The positions at which the runs of blanks inside `text` begin."""
    return (match.start() for match in re.finditer(rf"(?<=\S)[{_BLANKS}]+", text))


def _tokens(text: str, begin: int, stop: int) -> list[_Token]:
    """The tokens of a part of the list; a label inside it (副组长：李四) stands by itself."""
    found: list[_Token] = []
    for match in _TOKEN.finditer(text, begin, stop):
        bare = _ASIDE.sub("", match[0].rstrip("。"))
        head, colon, tail = bare.replace(":", "：").partition("：")
        if colon and _ROLE.search(head) and (not tail or _HAN.fullmatch(tail)):
            cut = match.start() + len(head) + 1
            found.append(_Token(match.start(), cut, head, label=True))
            if tail:
                found.append(_Token(cut, match.end(), tail))
            continue
        found.append(_Token(match.start(), match.end(), bare))
    return found


def _gaps_between(tokens: Sequence[_Token], *, labelled: bool) -> dict[int, str]:
    """The gaps of one part of the list; none where not all of it is names and posts."""
    items = list(_joined(tokens))
    names = [item for item in items if not (len(item) == 1 and _is_beside(item[0]))]
    said = ["".join(token.bare for token in item) for item in names]
    if len(tokens) < 2 or not names or not all(_is_name(name, sure=labelled) for name in said):
        return {}
    if not labelled and len(items) < 2:
        return {}
    gaps: dict[int, str] = {}
    for place, item in enumerate(items):
        gaps |= {token.end: "" for token in item[:-1]}
        if place < len(items) - 1 and items[place + 1][0].start > item[-1].end:
            gaps[item[-1].end] = BETWEEN
    return gaps


def _is_beside(token: _Token) -> bool:
    return token.is_post or _AND_OTHERS.fullmatch(token.bare) is not None


def _is_name(text: str, *, sure: bool) -> bool:
    """True if `text` is a name; where a label says so, any short word of Chinese is."""
    if re.fullmatch(r"[一-鿿][某×XＸ]{1,2}", text) or "·" in text:
        return True
    if not 2 <= len(text) <= 4 or _HAN.fullmatch(text) is None:
        return False
    if sure:
        return True
    return text not in _WORDS and (text[0] in SURNAMES or text[:2] in _DOUBLE)


def _joined(tokens: Sequence[_Token]) -> Iterator[tuple[_Token, ...]]:
    """Tokens that make one name together; every other token by itself."""
    place = 0
    while place < len(tokens):
        run = place
        while run < len(tokens) and tokens[run].is_sign:
            run += 1
        signs = tokens[place:run]
        following = tokens[run] if run < len(tokens) else None
        if len(signs) % 2 and following and signs[-1].bare in SURNAMES and _is_given(following):
            # 「王 建国」: the surname stands apart.
            yield from _in_names(signs[:-1])
            yield (signs[-1], following)
            place = run + 1
        elif signs:
            yield from _in_names(signs)
            place = run
        else:
            token = tokens[place]
            beside = tokens[place + 1 : place + 2]
            whole = token.bare in _DOUBLE and bool(beside) and len(beside[0].bare) < 3
            yield (token, *beside) if whole else (token,)
            place += 2 if whole else 1


def _is_given(token: _Token) -> bool:
    """True if `token` can be the two characters after a surname that stands apart."""
    return len(token.bare) == 2 and not token.is_post and token.bare[0] not in SURNAMES


def _in_names(signs: Sequence[_Token]) -> Iterator[tuple[_Token, ...]]:
    """Single characters in names of two or three, each beginning with a surname if it can."""
    best: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for count in range(1, len(signs) + 1):
        tried: list[tuple[int, tuple[int, ...]]] = []
        for size in (size for size in (2, 3, 1) if size <= count):
            cost, sizes = best[count - size]
            cost += 3 * (size == 1) + 2 * (signs[count - size].bare not in SURNAMES)
            tried.append((cost, (*sizes, size)))
        best.append(min(tried, key=lambda way: way[0]))
    place = 0
    for size in best[len(signs)][1]:
        yield tuple(signs[place : place + size])
        place += size
