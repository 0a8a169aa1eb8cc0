from django.contrib import admin

from .models import Event


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    def save_model(self, request, obj, form, change):
        obj.put_on_record(request.user)
