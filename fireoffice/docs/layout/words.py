"""Words of official titles, so that a title is never broken inside one.

jieba's dictionary knows the words of the language; the terms of a fire office's papers that it
parts or lacks are added to it.
"""

from __future__ import annotations

import logging
import re
import warnings
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

_TERMS: Final = """
决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 复函 纪要 令 方案 办法 规定
计划 要点 预案 细则 制度 清单 名单 公约 规划 总结 安排 标准 守则 章程 条例 规则 指南 规程 分工
职责 纲要 措施 责任书 倡议书 台账 关于 印发 转发 批转 发布 公布 下发 报送 上报 征求 进一步 切实
做好 加强 开展 推进 组织 召开 人民政府 党委 党工委 办公室 党政办公室 委员会 安全委员会
消防安全委员会 消防救援 消防救援大队 消防救援支队 应急管理局 应急管理 公安局 派出所 财政局
民政局 教育局 街道 街道办事处 办事处 领导小组 指挥部 工作组 专班 村民委员会 居民委员会 村委会
居委会 社区 行政村 网格 单位 部门 有关部门 各部门 全镇 全区 全市 全县 全乡 辖区 重庆市 黔江区
邻鄂镇 国务院 企业 学校 医院 消防 消防安全 消防工作 安全 安全生产 生产 工作 工作意见 工作方案
工作要点 实施 实施方案 实施意见 实施细则 火灾 火灾隐患 隐患 排查 整治 排查整治 专项 专项整治
专项行动 三年行动 行动 行动方案 整改 督办 约谈 督查 检查 责任 责任制 安全责任制 管理 管理办法
监督 监管 监督管理 综合 综合治理 治理 宣传 教育 宣传教育 宣传月 培训 演练 应急 应急预案 应急救援
救援 救助 处置 预防 防控 防范 防火 防灭火 森林 森林防火 森林草原 春季 夏季 秋季 冬季 冬春
火灾防控 春节 国庆 国庆节 元旦 清明 清明节 中秋 假期 期间 节假日 重大 重点 特别 防护 风险
风险隐患 评估 研判 志愿 志愿者 志愿消防队 微型 微型消防站 消防站 消防队 消防队伍 队伍 建设 体系
机制 能力 提升 标准化 规范化 网格化 高层 高层建筑 建筑 居民 住宅 小区 农村 城镇 城乡 老旧小区
出租屋 自建房 场所 经营 经营性 经营场所 九小场所 人员 密集 人员密集场所 生命通道 消防通道 疏散
疏散通道 电动 电动车 电动自行车 自行车 充电 停放 燃气 液化 液化气 瓶装 电气 电气线路 线路 烟花
烟花爆竹 爆竹 易燃 易燃易爆 危险 危险品 化学品 危险化学品 仓库 厂房 物资 装备 器材 设施 消防设施
设备 水源 消火栓 村寨 传统村落 养老 养老机构 机构 福利院 幼儿园 校园 工程 施工 施工现场 现场
项目 经费 资金 预算 采购 购置 调整 成立 组成 成员 组成人员 领导 干部 任免 任命 免职 表彰 表扬
批评 先进 集体 个人 先进集体 先进个人 考核 考评 评比 奖励 处罚 年度 上半年 下半年 季度 第一季度
第二季度 第三季度 第四季度 月份 情况 会议 专题会议 全体会议 事项 问题 有关 有关问题 有关事项
相关 落实 贯彻 贯彻落实 执行 部署 任务 目标 目标任务 要求 启用 印章 变更 更名 废止 修订 修改
试行 暂行 转办 移交 信访 举报 投诉 奖励办法 群众 百日 攻坚 百日攻坚 大排查 大整治 大检查 大培训
大宣传 明察暗访 挂牌 挂牌督办 联防联控 联勤联动 值班 值守 值班值守 信息 信息报送 统计 数据 档案
公文 处理 文件 网络 电视电话会议 申请 拨付 补助 解决 同意 商请 支持 协助 函复 禁火 禁火令 封山
戒严 高温 高火险 汛期 防汛 抗旱 防汛抗旱 灾害 自然灾害 地质灾害 事故 事故调查 调查 生产安全事故
火灾事故 典型案例 案例 作业 动火 动火作业 用火 用电 用气 安全用电 野外 野外用火 祭祀 祭祀用火
文明祭祀 倡议 承诺 承诺书 约束 信用 试点 示范 创建 平安 平安乡村 乡村 振兴 乡村振兴 一体化
信息化 智慧 智慧消防 平台 系统 使用 运行 维护 保养 维护保养
"""

TERMS: Final = frozenset(_TERMS.split())
"""Terms that stay whole."""


_COUNTED: Final = 60_101_967
"""Words counted for jieba's dictionary: what the frequencies in it are shares of."""


def words(text: str) -> list[str]:
    """`text` cut into words; what no dictionary knows comes character by character."""
    return list(_segmenter(frozenset(text)).cut(text, HMM=False)) if text else []


@lru_cache(maxsize=16)
def _segmenter(initials: frozenset[str]) -> Any:
    """jieba with the words that begin with `initials`, and our terms.

    The whole dictionary would take half a second and 60 MB. Its own way of loading would besides
    keep a file in the folder of temporary files.
    """
    jieba, dictionary = _jieba()
    first = "".join(map(re.escape, sorted(initials)))
    known = "\n".join(re.findall(rf"^[{first}].*$", dictionary, re.MULTILINE))
    segmenter = jieba.Tokenizer()
    segmenter.FREQ, _ = segmenter.gen_pfdict(BytesIO(known.encode()))
    segmenter.total = _COUNTED
    segmenter.initialized = True
    for term in TERMS:
        if term[0] in initials:
            segmenter.add_word(term)
    return segmenter


@lru_cache(maxsize=1)
def _jieba() -> tuple[Any, str]:
    """The library and its dictionary, loaded when the first title needs a second line."""
    with warnings.catch_warnings():
        # It looks for setuptools, which warns of its own age, and holds escapes that Python warns
        # of where they are compiled.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    with jieba.Tokenizer().get_dict_file() as file:
        return jieba, file.read().decode()
