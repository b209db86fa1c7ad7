"""Inclusion tags this room offers to any page."""

from django import template

register = template.Library()
