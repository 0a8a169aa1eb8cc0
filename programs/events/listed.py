"""What an event's page lists of it: the stops of its itinerary and its figures, in one query."""

from django.db.models import CharField, DecimalField, F, Value

STOP = ("place", "time_text", "description")
FIGURE = ("name", "qualifier", "unit", "basis", "printed", "source")


def listed_of(event):
    """(stops, figures) as they are stored; of a draft what the draft holds, and nothing stored stands in."""
    stop, figure = (event._meta.get_field(name).related_model for name in ("stops", "figures"))
    if event.is_draft_at_hand:
        return list(event.stops.all()), list(event.figures.all())
    figures = _rows(figure, event, FIGURE, F("figure"))
    stops = _rows(stop, event, STOP, Value(None, DecimalField()))
    found = {figure: [], stop: []}
    for part, _place, pk, *texts, number in sorted(
        figures.union(stops, all=True), key=lambda row: (row[1] or 0, row[2])
    ):
        if part == figure._meta.model_name:
            found[figure].append(figure(pk=pk, figure=number, **dict(zip(FIGURE, texts, strict=True))))
        else:
            found[stop].append(stop(pk=pk, **dict(zip(STOP, texts, strict=False))))
    return found[stop], found[figure]


def _rows(model, event, names, number):
    """Kind, place, id, as many texts as a figure has, a number: the same columns for both kinds."""
    nothing = [Value("", CharField())] * (len(FIGURE) - len(names))
    texts = {f"text_{at}": text for at, text in enumerate([*(F(name) for name in names), *nothing])}
    rows = model.objects.filter(event=event).order_by()
    rows = rows.annotate(part=Value(model._meta.model_name, CharField()), number=number, **texts)
    return rows.values_list("part", "sort_order", "pk", *texts, "number")
