"""Labels that Wagtail derives from the names of fields, so that no catalogue can reach them."""


def label_what_no_catalogue_reaches():
    from wagtail.admin.forms import choosers
    from wagtail.admin.forms.workflows import WorkflowPageForm
    from wagtail.sites.views import IndexView

    for form in (
        choosers.ExternalLinkChooserForm,
        choosers.AnchorLinkChooserForm,
        choosers.EmailLinkChooserForm,
        choosers.PhoneLinkChooserForm,
    ):
        form.base_fields["link_text"].label = "显示文字"
    WorkflowPageForm.base_fields["page"].label = "页面"
    labels = {"port": "端口", "site_name": "站点名称", "root_page": "首页"}
    for column in IndexView.columns:
        column.label = labels.get(column.name, column.label)
