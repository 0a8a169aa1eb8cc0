import math


class ManuscriptError(Exception):
    """Why a manuscript cannot be taken in, in Chinese, for whoever handed it in."""


def too_large(size, limit):
    """What is said of a file of `size` bytes, rounded up: one a little over 20 MB has not 20.0."""
    return f"文件有 {math.ceil(size * 10 / (1 << 20)) / 10} MB，超过稿件 {limit >> 20} MB 的上限。"
