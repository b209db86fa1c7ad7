"""The floor: the least a signed-in Django list page with a base template can cost."""
