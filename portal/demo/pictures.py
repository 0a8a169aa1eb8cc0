"""The demo's pictures: drawings in the site's colours, made for it, because it has no photographs."""

from pathlib import Path

_FILES = Path(__file__).parent / "picture_files"

# name: (title, alternative text)
PICTURES = {
    "river_dusk": ("江山暮色", "插画：落日挂在层叠的远山上，江面泛着金光，一叶帆船驶过芦苇岸。"),
    "night_bridge": ("夜桥灯影", "插画：斜拉桥的灯光连成一线，倒映在夜晚的江面上，一只小船亮着灯。"),
    "lantern_street": ("老街灯笼", "插画：暮色中的老街，两侧店铺亮着灯，一串串红灯笼横过街心，行人走在石板路上。"),
    "shoe_line": ("鞋履生产线", "插画：车间吊灯下，三条传送带上排着运动鞋和皮鞋。"),
    "port": ("港口晨光", "插画：朝阳升起在江海之间，岸桥吊起集装箱，货轮停靠在码头。"),
    "job_fair": ("招聘会", "插画：彩旗下一排招聘展位，求职者拿着简历在展位前交谈。"),
    "village_courtyard": ("柿子小院", "插画：白墙黛瓦的村居小院，柿子树结满红果，竹匾里晒着柿子。"),
    "factory_park": ("小微园", "插画：俯瞰一片锯齿屋顶的小型厂房，绿树和道路把园区分成方格。"),
    "medicine_booth": ("共享药摊", "插画：两位邻居隔着药摊递送药盒，货架上摆着药瓶和药盒，中间一颗红心。"),
    "trade_arcs": ("通达四海", "插画：弧形的航线从一个光点出发，越过球面连向远方的港口。"),
    "skyline_night": ("江城夜色", "插画：月亮下的高楼灯火和它们在江面上的倒影。"),
    "data_waves": ("数据如潮", "插画：由浅入深的立柱逐级升高，立在层层江浪之上。"),
}


def read_picture(name):
    """The JPEG file of a picture, as bytes."""
    return (_FILES / f"{name}.jpg").read_bytes()
