"""What a long command is doing, said while it does it."""

import threading
import time
from contextlib import contextmanager

QUICK = 0.5  # seconds; a step that is done by then is not worth a line
STILL = 15  # seconds between two signs of life


@contextmanager
def step(write, doing, usual, quick=QUICK, still=STILL):
    """Say through `write` what is being done and how long that usually takes, that it goes on, and how long it took."""
    done = threading.Event()
    began = time.monotonic()
    said = []

    def tell():
        if done.wait(quick):
            return
        said.append(doing)
        write(f"{doing}（通常 {usual}）…")
        while not done.wait(still):
            write(f"  还在进行，已 {time.monotonic() - began:.0f} 秒 …")

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
    if said:
        write(f"  完成，用了 {time.monotonic() - began:.0f} 秒。")
