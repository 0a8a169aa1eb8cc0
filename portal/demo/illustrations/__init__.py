"""Illustrations in the site's colours, drawn by code: the demo has no photographs."""

from . import fairs, nature, town, trade, workshops
from .canvas import Canvas

# name: (title, alternative text, what draws it)
_SCENES = {
    "river_dusk": ("江山暮色", "插画：落日挂在层叠的远山上，江面泛着金光，一叶帆船驶过芦苇岸。", nature.river_dusk),
    "night_bridge": (
        "夜桥灯影",
        "插画：斜拉桥的灯光连成一线，倒映在夜晚的江面上，一只小船亮着灯。",
        nature.night_bridge,
    ),
    "lantern_street": (
        "老街灯笼",
        "插画：暮色中的老街，两侧店铺亮着灯，一串串红灯笼横过街心，行人走在石板路上。",
        town.lantern_street,
    ),
    "shoe_line": ("鞋履生产线", "插画：车间吊灯下，三条传送带上排着运动鞋和皮鞋。", workshops.shoe_line),
    "port": ("港口晨光", "插画：朝阳升起在江海之间，岸桥吊起集装箱，货轮停靠在码头。", trade.port),
    "job_fair": ("招聘会", "插画：彩旗下一排招聘展位，求职者拿着简历在展位前交谈。", fairs.job_fair),
    "village_courtyard": (
        "柿子小院",
        "插画：白墙黛瓦的村居小院，柿子树结满红果，竹匾里晒着柿子。",
        nature.village_courtyard,
    ),
    "factory_park": ("小微园", "插画：俯瞰一片锯齿屋顶的小型厂房，绿树和道路把园区分成方格。", workshops.factory_park),
    "medicine_booth": (
        "共享药摊",
        "插画：两位邻居隔着药摊递送药盒，货架上摆着药瓶和药盒，中间一颗红心。",
        fairs.medicine_booth,
    ),
    "trade_arcs": ("通达四海", "插画：弧形的航线从一个光点出发，越过球面连向远方的港口。", trade.trade_arcs),
    "skyline_night": ("江城夜色", "插画：月亮下的高楼灯火和它们在江面上的倒影。", town.skyline_night),
    "data_waves": ("数据如潮", "插画：由浅入深的立柱逐级升高，立在层层江浪之上。", nature.data_waves),
}

NAMES = {name: (title, alt_text) for name, (title, alt_text, _) in _SCENES.items()}


def draw(name, size=(1600, 1000)):
    """Return the illustration `name` as an RGB image of `size` pixels; the same one each time."""
    sheet = Canvas(size, seed=name)
    _SCENES[name][2](sheet)
    return sheet.finish()
