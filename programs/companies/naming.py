"""What companies are called: by their register's name, short and English names, and every alias."""

from programs.showing.naming import Naming, grouped, register_names

from .models import Company, CompanyAlias


def _read(owners=None):
    companies, aliases = Company._base_manager.all(), CompanyAlias.objects.all()
    if owners is not None:
        companies, aliases = companies.filter(pk__in=owners), aliases.filter(company__in=owners)
    others = grouped(aliases.order_by().values_list("company", "name"))
    columns = companies.order_by().values_list("pk", "title", "short_name", "english_name")
    for pk, *names in columns.iterator(chunk_size=5000):
        yield pk, pk, [*names, *others.get(pk, ())]


register_names(Naming(Company, _read))
