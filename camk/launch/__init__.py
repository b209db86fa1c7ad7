"""Starts everything the network's site needs with one command, and stops it as one."""
