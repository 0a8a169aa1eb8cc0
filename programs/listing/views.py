"""The pages of a list: what every noun's list view and download share."""

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView, View

from .spreadsheets import MOST_ROWS, csv_response, xlsx_response

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


class RecordListView(TemplateView):
    """A list by facets. A noun gives `listing`, `title`, `intro` and `unit` (家企业: what the total counts)."""

    http_method_names = ["get", "head", "options"]
    listing = None
    title = ""
    intro = ""
    unit = ""
    feed = ""  # names of the addresses under which the same list is given to other programs
    calendar = ""

    def get_context_data(self, **kwargs):
        selection = self.listing.select(self.request.GET)
        selection.rows  # noqa: B018 - asked first: if a row has gone, everything else is counted again
        return super().get_context_data(
            page={"title": self.title},
            intro=self.intro,
            description=self.intro,
            unit=self.unit,
            selection=selection,
            noindex=selection.is_filtered or not selection.is_first_page or bool(selection.parameters.sort),
            downloads=self.downloads(selection),
            other_ways=self.other_ways(selection),
            most_rows=MOST_ROWS if selection.total > MOST_ROWS else None,
            **kwargs,
        )

    def downloads(self, selection):
        """Label and address of each download of what is listed now."""
        ending = f"?{selection.query}" if selection.query else ""
        return [(kind.upper(), f"{selection.path}download.{kind}{ending}") for kind in RESPONSES]

    def other_ways(self, selection):
        """Label and address of what gives the same list, as it is narrowed now, to a reader's own programs."""
        ways = [
            ("订阅更新", self.feed),
            ("加入日历", self.calendar),
            ("开放接口", f"{self.listing.model._meta.model_name}-list"),
        ]
        ending = f"?{selection.query}" if selection.query else ""
        return [(label, reverse(name) + ending) for label, name in ways if name]


class DownloadView(View):
    """What a list shows, as a table in a file; `columns` name public facts alone."""

    http_method_names = ["get", "head", "options"]
    listing = None
    columns = ()
    name = ""

    def get(self, request, kind):
        if kind not in RESPONSES:
            raise Http404
        selection = self.listing.select(request.GET)
        response = RESPONSES[kind](self.columns, selection.records(limit=MOST_ROWS), self.name)
        response["X-Robots-Tag"] = "noindex"
        return response
