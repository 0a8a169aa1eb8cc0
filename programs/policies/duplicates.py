"""Is this policy in the register already? By its number and by its title."""

from programs.sameness.recognition import Recognition, recognise

from .models import Policy


class PolicyRecognition(Recognition):
    fields = ("title", "document_number")
    code_field, code_column = "document_number", "normalised_number"
    same_code, same_name, counter = "发文字号相同", "标题相同（不计括号、书名号和空格）", "份文件"


POLICIES = recognise(PolicyRecognition(Policy))
