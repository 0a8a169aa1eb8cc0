"""How the read API at /api/v1/ behaves, wherever the portal runs."""

API_PREFIX = "/api/v1/"
API_REQUESTS_A_MINUTE = 600  # from one address; 0 means no limit
DOWNLOADS_A_MINUTE = 10  # of whole lists as CSV or XLSX, likewise

# Closed unless a view opens itself; what the API's own views share is in portal/api/.
REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "portal.api.negotiation.AlwaysJSON",
    "DEFAULT_PAGINATION_CLASS": "portal.api.pagination.KeysetPagination",
    "DEFAULT_THROTTLE_CLASSES": ["portal.api.throttling.AddressThrottle"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "portal.api.schema.PortalSchema",
    "EXCEPTION_HANDLER": "portal.api.errors.in_chinese",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "鹿城门户开放接口",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": (
        "只读接口，提供门户已公开的文章、栏目、政策、企业、活动、图片和提及，可以搜索。内容与网页同步：网页上看不到的，这里也没有。\n\n"
        "无需登录和密钥，可以跨域读取。日期时间一律为 ISO 8601 格式，北京时间（+08:00）。"
        "来源没有写明的字段为 null、空字符串或空列表。"
    ),
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
    "ENUM_NAME_OVERRIDES": {},
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "SORT_OPERATION_PARAMETERS": False,
    "TAGS": [
        {"name": "articles", "description": "文章：标题、署名、正文（分块和 HTML 两种形式）、更正。"},
        {"name": "sections", "description": "栏目。"},
        {"name": "policies", "description": "政策文件和可以申领的惠企事项。"},
        {"name": "companies", "description": "企业和其他单位的公开信息。"},
        {"name": "events", "description": "活动：时间（带精度）、状态、参与方、目标与成果。"},
        {"name": "mentions", "description": "提及：哪篇文章的哪一句话提到哪家企业、哪项政策或事项、哪个活动。"},
        {"name": "pictures", "description": "公开页面上用到的图片及其尺寸。"},
        {"name": "search", "description": "搜索：全部公开内容，与网站的搜索页相同。"},
    ],
    "PREPROCESSING_HOOKS": ["portal.api.schema.only_the_api"],
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "portal.api.schema.finish"],
}
