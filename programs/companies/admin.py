from django.contrib import admin

from .models import Company


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):
    def save_model(self, request, obj, form, change):
        obj.put_on_record(request.user)
