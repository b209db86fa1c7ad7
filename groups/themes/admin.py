"""Staff pages of themes, their families and keywords, and of who benefits."""

from django import forms
from django.contrib import admin

from camk.admin_lists import ListAdmin
from groups.themes.actions import save_theme
from groups.themes.models import Beneficiary, Theme, ThemeFamily


class ThemeForm(forms.ModelForm):
    """A theme with its keywords in one box."""

    keywords = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One a line: words people use when they mean this theme.",
    )

    class Meta:
        model = Theme
        fields = ["code", "label", "position", "family"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["keywords"].initial = "\n".join(row.word for row in self.instance.keywords.all())


@admin.register(Theme)
class ThemeAdmin(ListAdmin):
    """What issues, meetings and organisations are about."""

    form = ThemeForm
    exclude = None
    list_display = ["label", "family", "position", "in_use"]
    list_filter = ["family"]
    list_select_related = ["family"]
    search_fields = ["label", "code", "keywords__word"]

    def write(self, request, obj, form, change):
        save_theme(theme=obj, keywords=form.cleaned_data["keywords"].splitlines(), by=request.user)


@admin.register(ThemeFamily)
class ThemeFamilyAdmin(ListAdmin):
    """The wide subjects that published figures are counted by."""


@admin.register(Beneficiary)
class BeneficiaryAdmin(ListAdmin):
    """Who benefits."""
