"""From a checked EditForm to the change that it asks for."""

from . import editing


def make_change(review, asked, user):
    """Do in `review` what `asked` (EditForm.cleaned_data) says; return the number of the piece to show next."""
    act, number = asked["act"], asked["piece"]
    whole = {"undo": review.undo, "restart": review.start_again, "rejoin": review.rejoin, "title": lambda user: None}
    if act in whole:
        whole[act](user)
        return None
    pieces = _changed(review, act, number, asked)
    review.change(pieces, label_of(review, asked), user)
    return number


def _changed(review, act, number, asked):
    pieces = review.pieces
    if act == "kind":
        return editing.change_kind(pieces, number, asked["kind"])
    if act == "split":
        line, column = map(int, asked["at"].split(":"))
        return editing.split(pieces, number, line, column)
    if act == "join":
        return editing.join(pieces, number, review.source)
    if act == "drop":
        return editing.drop(pieces, number, asked["reason"])
    if act == "restore":
        return editing.restore(pieces, number)
    return editing.end_sidebar(pieces, number)


def label_of(review, asked):
    """What was asked for, in words, for the history and for who comes too late."""
    from_form = dict(editing.choices())
    act, number = asked["act"], asked["piece"]
    words = ""
    if number is not None and number < len(review.pieces) and review.pieces[number].text:
        text = review.pieces[number].text
        words = f"“{text[:12]}{'…' if len(text) > 12 else ''}”"
    say = {
        "kind": f"{words}改为{from_form.get(asked['kind'], '')}",
        "split": f"拆分{words}",
        "join": f"{words}与后一块合并",
        "drop": f"略去{words}，原因：{asked['reason']}",
        "restore": f"恢复{words}",
        "end_sidebar": f"侧栏到{words}结束",
        "undo": "撤回上一步",
        "restart": "恢复自动识别的结果",
        "rejoin": "接回断行",
        "title": "记下标题",
    }
    return say[act]
