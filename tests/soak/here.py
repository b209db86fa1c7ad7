"""The sweep of the reminders in one process: batches that workers would share are done here, one after the other."""

from meetings.reminders import tasks

tasks.handle_batch.apply_async = lambda args, **options: tasks.handle_batch(*args)
sweep = tasks.sweep
