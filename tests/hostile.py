"""Files made to hang, to fill the memory, or to run something, each of a kind.

Each is made when it is asked for; `bench hostile` times them, the tests say what becomes of each.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from PIL import Image

from fireoffice.docs.forms import FORMS
from tests.docs.forms.specimens import edited
from tests.docs.word.files import archive, docx, paragraph, part
from tests.pictures import jpeg

Files = Mapping[str, Callable[[], bytes]]
Texts = Mapping[str, Callable[[], str]]

NOTICE = FORMS["rectification_notice"]
POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n{1 1 pop pop} loop\n"


def png_of(width: int, height: int, chunks: bytes = b"", data: bytes = b"") -> bytes:
    """A PNG that says to be so large, with `chunks` before its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunks
        + chunk(b"IDAT", data or zlib.compress(b"\0" * (width + 1) * min(height, 10)))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def _gif(middle: bytes) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", 9, 9, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return head + middle + b";"


_FRAME = b"," + struct.pack("<HHHHB", 0, 0, 9, 9, 0) + b"\x02\x02\x4c\x01\0"


def _tiff_of_strips(count: int) -> bytes:
    entries = [(256, 4, 1, 9), (257, 4, 1, count), (273, 4, count, 200), (279, 4, count, 200)]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + body
    return (head + struct.pack("<I", 0)).ljust(200, b"\0") + b"\0" * 4 * count


def _many_scans() -> bytes:
    """A progressive JPEG whose last pass is there a thousand times."""
    data = _saved(Image.new("RGB", (6000, 4000)), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * 1000 + data[-2:]


PICTURES: Files = MappingProxyType(
    {
        "PostScript.jpg": lambda: POSTSCRIPT,
        "PostScript.tif": lambda: POSTSCRIPT,
        "图标.jpg": lambda: _saved(Image.new("RGB", (16, 16)), "ICO"),
        "ppm.jpg": lambda: b"P6 60000 60000 255\n",
        "巨幅.png": lambda: png_of(65535, 65535),
        "纯色.png": lambda: png_of(30000, 30000),
        "大.webp": lambda: _saved(Image.new("RGB", (8000, 4000)), "WEBP"),
        "大.bmp": lambda: b"BM" + struct.pack("<IIIIiiHHIIiiII", 0, 0, 54, 40, 60000, 60000, 1, 24, 0, 0, 0, 0, 0, 0),  # noqa: E501
        "一亿像素.jpg": lambda: _saved(Image.new("L", (11000, 10000)), "JPEG"),
        "长条.jpg": lambda: _saved(Image.new("L", (65500, 1800)), "JPEG"),
        "渐进一亿.jpg": lambda: _saved(Image.new("L", (11000, 9000)), "JPEG", progressive=True),
        "千遍.jpg": _many_scans,
        "填充.jpg": lambda: b"\xff\xd8" + b"\xff" * 30_000_000,
        "填充到底.jpg": lambda: jpeg()[:2] + b"\xff" * 30_000_000 + jpeg()[2:],
        "空段.jpg": lambda: b"\xff\xd8" + b"\xff\xfe\0\x02" * 5_000_000 + jpeg()[2:],
        "空块.png": lambda: png_of(9, 9, chunk(b"tEXt", b"") * 1_000_000),
        "文字炸弹.png": lambda: png_of(9, 9, chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 200_000_000))),  # noqa: E501
        "十万帧.gif": lambda: _gif(_FRAME * 100_000),
        "碎注释.gif": lambda: _gif(b"!\xfe" + b"\x01x" * 5_000_000 + b"\0" + _FRAME),
        "千万条.tif": lambda: _tiff_of_strips(5_000_000),
        "环.tif": lambda: b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 256, 4, 1, 9, 8),
        "半张.jpg": lambda: jpeg(2000, 1500)[:9000],
        "半张.png": lambda: _saved(Image.effect_noise((900, 900), 50), "PNG")[:9000],
        "半张.gif": lambda: _gif(_FRAME)[:25],
        "是网页.png": lambda: b"<html><script>alert(1)</script></html>",
        "是压缩包.jpg": lambda: archive({"a.txt": "x"}),
    }
)  # fmt: skip

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def _lied(data: bytes, size: int) -> bytes:
    """The archive, whose members say to unpack to `size` bytes."""
    changed = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        for match in re.finditer(re.escape(sign), bytes(changed)):
            struct.pack_into("<I", changed, match.start() + offset, size)
    return bytes(changed)


def _zipped(members: Mapping[str, bytes], method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return stream.getvalue()


def _million_members() -> bytes:
    """The list of a million empty members, as a zip has it at its end."""
    entry = b"PK\x01\x02" + b"\0" * 24 + struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = entry * 1_000_000
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65535, 65535, len(listed), 4, 0)
    return b"PK\x03\x04" + listed + end


def _body(markup: str) -> bytes:
    return docx(markup)


def _with_document(data: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return _zipped({"word/document.xml": data}, method)


def _laughing(encoding: str) -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    start = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    text = "<w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>"
    return f'{head}<!DOCTYPE d [<!ENTITY l0 "ha">{_LAUGHS}]>{start}{text}'.encode(encoding)


PACKAGES: Files = MappingProxyType(
    {
        "百万成员": _million_members,
        "六千成员": lambda: archive({f"{number}.xml": "" for number in range(6000)}),
        "空白炸弹": lambda: archive({"word/document.xml": b" " * 300_000_000}),
        "bzip2炸弹": lambda: _lied(_with_document(b" " * 100_000_000, zipfile.ZIP_BZIP2), 900),
        "lzma炸弹": lambda: _lied(_with_document(b" " * 100_000_000, zipfile.ZIP_LZMA), 900),
        "谎报大小": lambda: _lied(archive({"word/document.xml": b" " * 30_000_000}), 10),
        "实体": lambda: _with_document(_laughing("utf-8")),
        "实体16": lambda: _with_document(_laughing("utf-16")),
        "深": lambda: _body("<w:tbl><w:tr><w:tc>" * 100_000),
        "深而完整": lambda: _body("<w:p>" * 50_000 + "</w:p>" * 50_000),
        "多段": lambda: _body("<w:p/>" * 3_000_000),
        "多字段": lambda: _body(paragraph("字") * 60_000),
        "长段": lambda: _body(paragraph("字" * 3_000_000)),
        "多属性": lambda: _body("<w:p " + " ".join(f'a{n}="1"' for n in range(300_000)) + "/>"),
        "截断": lambda: docx(paragraph("字" * 900))[:-300],
        "假扩展名": lambda: b"MZ" + b"\0" * 900,
        "样式链": lambda: docx(
            "".join(paragraph("字", f'<w:pStyle w:val="s{n}"/>') for n in range(5000)),
            {
                "styles": "".join(
                    f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/>'
                    "</w:style>"
                    for n in range(9000)
                )
            },
        ),
        "编号文字": lambda: docx(
            paragraph("字", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') * 2000,
            {
                "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
                f'<w:lvlText w:val="{"%1" * 100_000}"/></w:lvl></w:abstractNum>'
                '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            },
        ),
        "换行": lambda: docx("<w:p><w:r><w:t>字</w:t>" + "<w:br/>" * 150_000 + "</w:r></w:p>"),
        "公式深": lambda: _body("<w:r>" * 250 + "字" + "</w:r>" * 250),
    }
)

TEMPLATES_MARKS: Mapping[str, str] = MappingProxyType(
    {
        "乘": "{{ 'a' * 10**9 }}",
        "乘小": "{{ 'a' * 1000000000 }}",
        "乘方": "{{ 9 ** 9 ** 9 }}",
        "百分号": "{{ '%1000000000d' % 1 }}",
        "format": "{{ '{:1000000000}'.format(1) }}",
        "format_map": "{{ '{a:1000000000}'.format_map({'a': 1}) }}",
        "format过滤器": "{{ '%1000000000d'|format(1) }}",
        "center": "{{ 文号|center(1000000000) }}",
        "ljust": "{{ 文号.ljust(1000000000) }}",
        "range": "{% for a in range(10**9) %}x{% endfor %}",
        "range小": "{% for a in range(1000000000) %}x{% endfor %}",
        "嵌套循环": "{% for a in 隐患清单 %}" * 18 + "x" + "{% endfor %}" * 18,
        "循环字符": "{% for a in 引语 %}{% for b in 引语 %}{% for c in 引语 %}{% for d in 引语 %}"
        "{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "循环过滤": "{% for a in 引语 if false %}{% endfor %}" * 3,
        "层层循环": "{% for a in 隐患清单 %}" * 40 + "{% endfor %}" * 40,
        "层层条件": "{% if 文号 %}" * 200 + "{% endif %}" * 200,
        "递归宏": "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
        "递归循环": "{% for a in 隐患清单 recursive %}{{ loop(隐患清单) }}{% endfor %}",
        "倍增": "{% set a = 'aaaaaaaa' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
        "namespace": "{% set n = namespace(a='x') %}{{ n.a }}",
        "with": "{% with a = 文号 %}{{ a }}{% endwith %}",
        "call": "{% call(x) f() %}{% endcall %}",
        "filter": "{% filter upper %}x{% endfilter %}",
        "include": "{% include '/etc/passwd' %}",
        "import": "{% import 'os' as os %}",
        "lipsum": "{{ lipsum(n=1000000) }}",
        "cycler": "{{ cycler('a').next() }}",
        "类": "{{ 文号.__class__.__mro__ }}",
        "batch": "{{ 隐患清单|batch(1000000000, 'x')|length }}",
        "join": "{{ 引语|join('" + "x" * 450 + "')|join('" + "y" * 450 + "') }}",
        "括号": "{{ " + "(" * 240 + "1" + ")" * 240 + " }}",
        "负号": "{{ " + "-" * 30 + "1 }}",
        "长数": "{{ " + "9" * 5000 + " }}",
        "不闭合": "{{ 文号 " * 20_000,
        "花括号": "{" * 600_000,
        "反花括号": "-%}" * 200_000,
        "修剪": "{%- if 文号 -%}x{%- endif -%}" * 60,
        "标记多": "{{ 文号 }}" * 30_000,
        "colspan": "{% colspan " + " " * 400 + " %}",
        "hm": "{% hm %}",
        "vm": "{% vm %}",
        "空白": "{%" + " " * 100_000 + "%}",
        "注释": "{#" * 20_000,
        "raw": "{% raw %}" * 50,
    }
)


def _marked(marks: str) -> bytes:
    return edited(NOTICE, "{{ 文号 }}", "{{ 文号 }}" + marks)


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one member more, or another."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as package:
        for member in source.infolist():
            if member.filename != name:
                package.writestr(member, source.read(member), zipfile.ZIP_DEFLATED)
        package.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


_PLAIN = NOTICE.shipped.read_bytes

TEMPLATES: Files = MappingProxyType(
    {name: partial(_marked, marks) for name, marks in TEMPLATES_MARKS.items()}
    | {
        "百万成员": _million_members,
        "千成员": lambda: archive({f"{number}.xml": "<a/>" for number in range(1000)}),
        "炸弹": lambda: with_member(_PLAIN(), "word/media/a.bin", b"\0" * 300_000_000),
        "样式炸弹": lambda: with_member(_PLAIN(), "word/styles.xml", b" " * 100_000_000),
        "样式实体": lambda: with_member(_PLAIN(), "word/styles.xml", _laughing("utf-8")),
        "正文实体": lambda: with_member(_PLAIN(), "word/document.xml", _laughing("utf-16")),
        "页脚深": lambda: with_member(
            _PLAIN(), "word/footer1.xml", part("ftr", "<w:p>" * 9999).encode()
        ),
        "百兆": lambda: _PLAIN() + b"\0" * 100_000_000,
        "长正文": lambda: edited(NOTICE, "{{ 文号 }}", "{{ 文号 }}" + "字" * 5_000_000),
        "宏": lambda: with_member(
            _PLAIN(),
            "[Content_Types].xml",
            zipfile.ZipFile(NOTICE.shipped)
            .read("[Content_Types].xml")
            .replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        ),
    }
)

TEXTS: Texts = MappingProxyType(
    {
        "三十万行": lambda: "\n".join(
            f"{number}.各村要落实消防安全责任。" for number in range(300_000)
        ),
        "三十万短行": lambda: "甲\n" * 300_000,
        "空行": lambda: "\n" * 400_000,
        "回车": lambda: "\r" * 400_000,
        "一行": lambda: "各村要落实消防安全责任，" * 200_000,
        "近上限": lambda: "\n".join(
            f"{number}.各村要落实消防安全责任。" for number in range(9_900)
        ),
        "近上限空行": lambda: "甲" + "\n" * 9_900 + "乙",
        "书名号": lambda: "《" * 490_000,
        "方括号": lambda: "〔" * 490_000,
        "序数": lambda: "（一）" * 160_000,
        "点": lambda: "1." * 240_000,
        "链接": lambda: "[a](" * 120_000,
        "表格": lambda: "a|b|" * 120_000 + "\n|---|---|",
        "星号": lambda: "甲" + "*" * 490_000,
        "文号": lambda: "邻鄂府发〔2021〕1号" * 30_000,
        "联系人": lambda: "联系人：" * 100_000,
        "日期": lambda: "2021年4月1日" * 50_000,
        "标题": lambda: "# 一\n" * 9_900,
    }
)

TOMLS: Texts = MappingProxyType(
    {
        "深数组": lambda: "a = " + "[" * 200_000,
        "深表": lambda: "a = " + "{a = " * 100_000,
        "长键": lambda: "[" + "a." * 100_000 + "b]",
        "长数": lambda: "a = " + "1" * 100_000,
        "多表": lambda: "[[a]]\n" * 100_000,
    }
)
