"""What is counted by numbers."""

# What stands behind a number and belongs to it.
UNITS = (
    "％ 个百分点 亿美元 万美元 美元 亿元 万元 千元 元 亿 万 千 百 余家 余个 余人 余场 多家 多个 多人 家 个 条 场 位 名 人 户 届 期 批 项 件 次 级 号 强 岁 年 月 日 天 周 "
    "季度 点 小时 分钟 秒 公里 千米 米 平方米 平方公里 亩 公顷 吨 公斤 千克 双 万双 辆 套 台 张 份 页 折 倍 成 度 地 国 类 种 所 座 处 款 章 卷 版 周年 周岁 "
    "万余个 万余家 万余人 万个 万家 万人 万名 万户 万吨"
).split()
