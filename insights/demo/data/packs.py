"""What our office said to the figures of three boards: days ago, and a sentence to each figure by its code."""

EARLIER = [
    (
        150,
        {
            "first_look": "One of two was away for four weeks; a colleague from the front desk now looks too.",
            "places-not-heard": "We have no mobiliser in the east yet; the post is advertised.",
        },
    ),
    (
        58,
        {
            "silence": "We have asked the council's new chief officer for a meeting about the two late answers.",
            "promises": "The lights at the underpass are back on since Monday; the people there will be asked.",
            "ties": "The autumn event brings most of them, so this quarter is always the quiet one.",
        },
    ),
]
COMMENTS = {
    "waiting": "It waits for the bus company's new timetable; we have told the people who raised it.",
    "decided": "The queue grew after the radio programme in October; two volunteers help us through it.",
}
