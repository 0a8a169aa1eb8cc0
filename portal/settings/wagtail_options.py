"""How Wagtail is set up for this portal, wherever it runs."""

WAGTAIL_SITE_NAME = "鹿城门户"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "portal.accounts.forms.StaffLoginForm"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_AVIF_QUALITY = 58  # at the default of 80 it is larger than WebP and takes twice as long
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 << 20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 24_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "media.Attachment"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.AttachmentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "csv", "zip", "ofd", "wps", "et"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 << 20
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILEMBEDS_FINDERS = []  # an embed is a link and a caption: the portal asks nothing of other sites
WAGTAIL_APPEND_SLASH = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.search.backend"}}
WAGTAILSEARCH_BACKENDS_WITH_SERVER = {  # the database's own index is kept too: it answers when the server does not
    "default": {"BACKEND": "portal.search.server.desk"},
    "database": WAGTAILSEARCH_BACKENDS["default"],
}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "news.approval.publish_approved"
TASKS = {"default": {"BACKEND": "media.at_once.AtOnceBackend"}}
TAGGIT_CASE_INSENSITIVE = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "media.rich_text.SettledRichTextArea"}}
