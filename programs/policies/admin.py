from django.contrib import admin

from .models import Policy


@admin.register(Policy)
class PolicyAdmin(admin.ModelAdmin):
    def save_model(self, request, obj, form, change):
        obj.put_on_record(request.user)
