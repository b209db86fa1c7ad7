"""The folder broker: a message is seen whole or not at all."""

import threading
from queue import Empty

from kombu import Connection

from camk.broker import Transport


def broker(folder) -> Connection:
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": str(folder) + "-control"}
    return Connection("filesystem://localhost//", transport=Transport, transport_options=options)


def test_a_reader_beside_a_writer_gets_every_message_whole(tmp_path):
    folder = tmp_path / "queue"
    folder.mkdir()
    wanted = [f"message {n} " + "x" * 5000 for n in range(300)]

    def write():
        with broker(str(folder)) as connection:
            queue = connection.SimpleQueue("work")
            for words in wanted:
                queue.put(words)
            queue.close()

    writer = threading.Thread(target=write)
    got = []
    with broker(str(folder)) as connection:
        # The transport remembers in one place what a process has declared: a writer of the same process starts after.
        queue = connection.SimpleQueue("work")
        writer.start()
        while len(got) < len(wanted):
            try:
                message = queue.get(timeout=5)
            except Empty:
                break
            got.append(message.payload)
            message.ack()
        queue.close()
    writer.join(60)
    assert not writer.is_alive()
    assert sorted(got) == sorted(wanted)
