"""What belongs to an organisation in this room, and how it follows when two records become one."""

from camk.merging import Ends, carry, mergeable

mergeable("groups.Organisation")
carry("groups.Organisation.merged_into", "records joined with it before")
carry("groups.Organisation.places", "places")
carry("groups.Organisation.themes", "themes")
carry("groups.Organisation.beneficiaries", "people it is there for")
carry("groups.Organisation.venues", "venues")
carry("groups.OrganisationAlias.organisation", "other names")
carry("groups.OrganisationIdentifier.organisation", "register numbers")
carry("groups.PublishChoice.organisation", "choices of who sees what")
carry(
    "groups.OrganisationRole.organisation",
    "people who act for it, or did",
    clash=Ends(rank=("current", "asked"), since="created_at", ends={"current": "ended", "asked": "ended"}),
)
