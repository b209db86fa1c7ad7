"""Template filters that any page of the site may use."""
