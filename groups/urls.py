"""Gatherer: addresses of organisations and Collaborative Action Groups."""

from groups.action_groups import urls as action_groups
from groups.contacts import urls as contacts
from groups.coverage import urls as coverage
from groups.directory import urls as directory
from groups.enquiries import urls as enquiries
from groups.first_run import urls as first_run
from groups.invitations import urls as invitations
from groups.joining import urls as joining
from groups.networks import urls as networks
from groups.organisations import urls as organisations
from groups.places import urls as places
from groups.suggestions import urls as suggestions
from groups.updates import urls as updates
from groups.workspace import urls as workspace
from groups.yearly import urls as yearly

app_name = "groups"
urlpatterns = (
    directory.urlpatterns
    + organisations.urlpatterns
    + invitations.urlpatterns
    + contacts.urlpatterns
    + yearly.urlpatterns
    + action_groups.urlpatterns
    + coverage.urlpatterns
    + networks.urlpatterns
    + suggestions.urlpatterns
    + updates.urlpatterns
    + workspace.urlpatterns
    + enquiries.urlpatterns
    + joining.urlpatterns
    + first_run.urlpatterns
    + places.urlpatterns
)
