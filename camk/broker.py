"""The broker that needs no server: messages as files in a folder, each put there whole.

kombu's own folder transport opens a message under its final name and then fills it; a worker that looks in
between reads an empty file and stops. Here a message is written aside and renamed, which is one step.
"""

from pathlib import Path
from time import monotonic
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A folder channel whose readers never see half a message."""

    def _put(self, queue, payload, **kwargs):
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        aside = folder / f"{name}.part"
        aside.write_bytes(str_to_bytes(dumps(payload)))
        aside.replace(folder / name)


class Transport(filesystem.Transport):
    """kombu's folder transport with our channel."""

    Channel = Channel
