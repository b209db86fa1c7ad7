"""The answers an organisation chooses from when it says how large it is, how far it reaches and what it looks for."""

from django.db.models import TextChoices


class Sector(TextChoices):
    """To which part of public life a kind of organisation belongs (A026)."""

    VOLUNTARY = "voluntary", "Voluntary and community"
    PUBLIC = "public", "Public"
    PRIVATE = "private", "Private"


class Reach(TextChoices):
    """How far it reaches (A010)."""

    ESTATE = "estate", "One estate or village"
    PARISH = "parish", "One parish"
    AREAS = "areas", "Several areas"
    CITY = "city", "All of Milton Keynes"
    WIDER = "wider", "Wider than Milton Keynes"


class Size(TextChoices):
    """Its yearly income (A016)."""

    NONE = "none", "No money of its own"
    MICRO = "micro", "Under £10,000 a year"
    SMALL = "small", "£10,000 to £100,000"
    MEDIUM = "medium", "£100,000 to £1 million"
    LARGE = "large", "Over £1 million"
    UNSAID = "unsaid", "Rather not say"


class PaidStaff(TextChoices):
    """How many people it pays."""

    NONE = "none", "Nobody is paid"
    FEW = "1-5", "1 to 5 people"
    SOME = "6-20", "6 to 20 people"
    MANY = "21+", "More than 20 people"
    UNSAID = "unsaid", "Rather not say"


class Volunteers(TextChoices):
    """How many people help it without pay."""

    NONE = "none", "No volunteers"
    FEW = "1-10", "1 to 10 people"
    SOME = "11-50", "11 to 50 people"
    MANY = "51+", "More than 50 people"
    UNSAID = "unsaid", "Rather not say"


class PeerSupport(TextChoices):
    """Whether it would talk with another organisation, to be helped or to help (A014)."""

    ASKS = "asks", "We would like to talk with an organisation that has done it before"
    OFFERS = "offers", "We are glad to talk with an organisation that is new to it"
    BOTH = "both", "Both"
    NO = "no", "Not now"


class Safeguarding(TextChoices):
    """Whether it has a safeguarding policy."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_YET = "not_yet", "Not yet"
    HELP = "help", "We would like help with it"


class RoleKind(TextChoices):
    """What somebody does for the organisation."""

    LEAD = "lead", "Lead contact"
    CONTACT = "contact", "Contact"
    FINANCE = "finance", "Looks after the money"
    TRUSTEE = "trustee", "Trustee or committee member"
    ATTENDEE = "attendee", "Comes to meetings"


class RoleState(TextChoices):
    """Where somebody stands with the organisation."""

    ASKED = "asked", "Asked to act for it"
    CURRENT = "current", "Acts for it"
    REFUSED = "refused", "Not accepted"
    ENDED = "ended", "Acted for it in the past"


class OrganisationState(TextChoices):
    """Where an organisation stands with the network."""

    UNVERIFIED = "unverified", "Waiting to be admitted"
    ACTIVE = "active", "In the network"
    DORMANT = "dormant", "Quiet for a long time"
    DECLINED = "declined", "Not admitted"
    ARCHIVED = "archived", "Archived"
    MERGED = "merged", "Joined with another record"
