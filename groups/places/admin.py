"""Staff pages of places: names, other names, what lies where, the areas postcodes suggest, and venues."""

from django import forms
from django.contrib import admin

from camk.admin_lists import ListAdmin
from camk.admin_tools import ActionAdmin
from groups.places import actions
from groups.places.models import Place, PostcodeSector, Venue


class PlaceForm(forms.ModelForm):
    """A place with its other names in one box."""

    other_names = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line: other names and common misspellings under which it is found.",
    )

    class Meta:
        model = Place
        fields = ["code", "label", "position", "kind", "parent", "valid_from", "valid_to", "grid_column", "grid_row"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["other_names"].initial = "\n".join(alias.name for alias in self.instance.aliases.all())


@admin.register(Place)
class PlaceAdmin(ListAdmin):
    """Places of Milton Keynes."""

    form = PlaceForm
    exclude = None
    list_display = ["label", "kind", "parent", "cluster", "in_use"]
    list_filter = ["kind", "cluster"]
    list_select_related = ["parent", "cluster"]
    search_fields = ["label", "code", "aliases__name"]

    def write(self, request, obj, form, change):
        actions.save_place(place=obj, other_names=form.cleaned_data["other_names"].splitlines(), by=request.user)


@admin.register(PostcodeSector)
class PostcodeSectorAdmin(ActionAdmin):
    """The area a postcode suggests."""

    list_display = ["sector", "cluster"]
    list_select_related = ["cluster"]
    search_fields = ["sector"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "cluster":
            kwargs["queryset"] = Place.objects.clusters()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def write(self, request, obj, form, change):
        actions.save_sector(sector=obj, by=request.user)


@admin.register(Venue)
class VenueAdmin(ActionAdmin):
    """Buildings that organisations use and meetings are held in."""

    list_display = ["name", "postcode", "place", "access"]
    list_select_related = ["place"]
    search_fields = ["name", "postcode", "address"]

    def write(self, request, obj, form, change):
        actions.save_venue(venue=obj, by=request.user)
