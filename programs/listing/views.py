"""The pages of a list: what every noun's list view and download share."""

from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView, View

from .spreadsheets import MOST_ROWS, csv_response, xlsx_response

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


class RecordListView(TemplateView):
    """A list by facets. A noun gives `listing`, `name` (as addresses write it), `title`, `intro` and `unit` (家企业:
    what the total counts), and what the rules for government sites want to know of a column."""

    http_method_names = ["get", "head", "options"]
    listing = None
    name = ""
    title = ""
    intro = ""
    unit = ""
    column_type = ""
    column_keywords = ()
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
            column=self.column,
            selection=selection,
            noindex=selection.is_filtered or not selection.is_first_page or bool(selection.parameters.sort),
            downloads=self.downloads(selection),
            other_ways=self.other_ways(selection),
            most_rows=MOST_ROWS if selection.total > MOST_ROWS else None,
            **kwargs,
        )

    @property
    def column(self):
        return {
            "name": self.title,
            "description": self.intro,
            "keywords": ",".join(self.column_keywords),
            "type": self.column_type,
        }

    def downloads(self, selection):
        """Label and address of each download of what is listed now."""
        ending = f"?{selection.query}" if selection.query else ""
        return [(kind.upper(), f"{selection.path}download.{kind}{ending}") for kind in RESPONSES]

    def other_ways(self, selection):
        """Label and address of what gives the same list, as it is narrowed now, to a reader's own programs."""
        ways = [
            ("订阅更新", self.feed),
            ("加入日历", self.calendar),
        ]
        ending = f"?{selection.query}" if selection.query else ""
        documentation = f"{reverse('api_docs')}?{urlencode({'for': self.name})}&{selection.query}".rstrip("&")
        return [
            *((label, reverse(name) + ending) for label, name in ways if name),
            ("开放接口", f"{documentation}#{self.name}_list"),
        ]


class DownloadView(View):
    """What a list shows, as tables in a file; their columns name public facts alone. `loaded` is the method of the
    noun's queryset that brings what they show."""

    http_method_names = ["get", "head", "options"]
    listing = None
    tables = ()
    loaded = "for_listing"
    name = ""

    def get(self, request, kind):
        if kind not in RESPONSES:
            raise Http404
        selection = self.listing.select(request.GET)
        response = RESPONSES[kind](self.tables, self.records(selection), self.name)
        response["X-Robots-Tag"] = "noindex"
        return response

    def records(self, selection):
        return selection.records(MOST_ROWS, self.loaded)
