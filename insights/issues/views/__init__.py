"""Pages of this room: telling us, the public list, and the way back for those who told us."""
