"""Every write of the partners room: bodies and their people, and what happens between us as time goes by."""

from insights.stakeholders.actions.bodies import add_contact, change_contact, save_stakeholder

__all__ = ["add_contact", "change_contact", "save_stakeholder"]
