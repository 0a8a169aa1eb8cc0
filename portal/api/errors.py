"""What the API says when it cannot answer: JSON with one Chinese sentence in `detail`."""

from http import HTTPStatus

from rest_framework.exceptions import Throttled
from rest_framework.views import exception_handler

SENTENCES = {
    HTTPStatus.BAD_REQUEST: "请求里有无法理解的内容，请检查参数。",
    HTTPStatus.FORBIDDEN: "没有权限。",
    HTTPStatus.NOT_FOUND: "没有找到：地址有误，或者内容没有公开。",
    HTTPStatus.METHOD_NOT_ALLOWED: "这个接口只供读取，只接受 GET、HEAD 和 OPTIONS。",
    HTTPStatus.TOO_MANY_REQUESTS: "请求太频繁，请稍后再试。",
    HTTPStatus.SERVICE_UNAVAILABLE: "服务暂时不可用，请稍后再试。",
}
FALLBACK = "服务器出错了，请稍后再试。"


def sentence_for(status):
    return SENTENCES.get(status, SENTENCES[HTTPStatus.BAD_REQUEST] if status < 500 else FALLBACK)


def in_chinese(error, context):
    """REST framework's answer to `error`, with our sentence where the view has not said what is wrong itself."""
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, Throttled):
        response.data = {"detail": f"请求太频繁，请在 {response['Retry-After']} 秒后再试。"}
    elif response.status_code == HTTPStatus.BAD_REQUEST:
        response.data = {"detail": _first_sentence(response.data)}
    else:
        response.data = {"detail": sentence_for(response.status_code)}
    return response


def _first_sentence(data):
    """`{"page_size": ["…"]}` or `["…"]` as one sentence, which says what is wrong where."""
    name, said = next(iter(data.items())) if isinstance(data, dict) else ("detail", data)
    said = said[0] if isinstance(said, list) and said else said
    return str(said) if name in ("detail", "non_field_errors") else f"{name}：{said}"
