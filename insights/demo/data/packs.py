"""What our office said to the figures of three boards: a sentence to each figure by its code."""

EARLIER = [
    {
        "first_look": "One of two was away for four weeks; a colleague from the front desk now looks too.",
        "places-not-heard": "We have no mobiliser in the east yet; the post is advertised.",
    },
    {
        "silence": "The council's new chief officer met us; the two answers that were late came the week after.",
        "promises": "The lights at the underpass are back on since Monday; the people there will be asked.",
        "ties": "The autumn event brings most of them, so the months before it are always quiet.",
    },
]
COMMENTS = {
    "waiting": "It waits for the bus company's new timetable; we have told the people who raised it.",
    "decided": "The queue grew after the radio programme in October; two volunteers help us through it.",
}
