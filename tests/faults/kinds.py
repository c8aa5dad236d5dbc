"""The faults: each is done to a running screen and its service while people tap."""

import random
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.faults.device import Device, some_taps
from tests.faults.service import Service
from tests.faults.wire import Answered, Asked

DAY_MS = 86_400_000


@dataclass
class Story:
    """One screen, its service, the lots that are drawn, and how many taps a fault comes with."""

    device: Device
    service: Service
    rng: random.Random
    taps: int

    def some(self, share: float = 1) -> list[dict[str, object]]:
        """So many taps, more or less."""
        return some_taps(self.rng, max(3, int(self.taps * share * self.rng.uniform(0.6, 1.4))))

    def mend(self) -> None:
        """Everything runs again."""
        self.service.wire.is_cut = False
        self.service.wire.mischief = None
        self.service.start()

    def sends(self, mischief: Callable[[Asked], Answered | None]) -> None:
        """Taps, whose next batch meets with mischief."""
        self.device.burst(self.some())
        self.service.wire.mischief = mischief
        self.device.burst(self.some(0.1))
        self.device.send()
        self.mend()


def killed_mid_tap(story: Story) -> None:
    """The tablet loses its power while somebody taps, with the network or without."""
    story.service.wire.is_cut = story.rng.random() < 0.5
    story.device.begin(story.some())
    story.device.wait(story.rng.uniform(10, 600))
    story.device.kill()
    story.device.open()
    story.mend()


def server_killed(story: Story) -> None:
    """The server is killed at some moment within a batch."""

    def kill(asked: Asked) -> Answered | None:
        timer = threading.Timer(story.rng.uniform(0, 0.03), story.service.kill)
        timer.start()
        answered = story.service.wire.forward(asked)
        timer.join()
        return answered

    story.sends(kill)


def answer_lost(story: Story) -> None:
    """The answer is lost after the visits were stored."""

    def lose(asked: Asked) -> None:
        story.service.wire.forward(asked)

    story.sends(lose)


def repeated(story: Story) -> None:
    """A batch arrives twice at once, and once more."""

    def repeat(asked: Asked) -> Answered | None:
        with ThreadPoolExecutor(2) as both:
            list(both.map(story.service.wire.forward, [asked, asked]))
        return story.service.wire.forward(asked)

    story.sends(repeat)


def reordered(story: Story) -> None:
    """Batches of long ago arrive again, in any order, before and after the newest."""

    def mix(asked: Asked) -> Answered | None:
        wire = story.service.wire
        older = list(wire.batches)
        story.rng.shuffle(older)
        for one in older[:3]:
            wire.forward(one)
        answered = wire.forward(asked)
        for one in older[3:6]:
            wire.forward(one)
        return answered

    story.sends(mix)


def half_sent(story: Story) -> None:
    """The network goes in the middle of a batch."""

    def cut(asked: Asked) -> Answered | None:
        return story.service.wire.forward(asked, story.rng.uniform(0, 0.95))

    story.sends(cut)


def network_cut(story: Story) -> None:
    """The network goes and comes back; at times the page is opened anew meanwhile."""
    story.service.wire.is_cut = True
    story.device.burst(story.some(0.5))
    if story.rng.random() < 0.5:
        story.device.reload()
    story.device.burst(story.some(0.5))
    story.device.let_go_by(story.rng.choice((9_000, 3_600_000)))
    story.mend()


def two_tabs(story: Story) -> None:
    """Two pages of the screen are tapped at once, and send at once."""
    other = story.device.another_tab()
    story.device.begin(story.some(0.5), other)
    story.device.burst(story.some(0.5))
    other.evaluate("() => self.tapping")
    if story.rng.random() < 0.5:
        other.evaluate("() => eyes.letGoBy(70_000)")
    other.close()


def clock_jumped(story: Story) -> None:
    """The tablet's clock is set wrong, to 1970 at times, and later right again."""
    story.device.burst(story.some(0.4))
    by = story.rng.choice((-10 * 365 * DAY_MS, -90_000, -3_600_000, 3_600_000, 2 * DAY_MS, None))
    story.device.set_wrong(-story.service.now().timestamp() * 1000 if by is None else by)
    story.device.burst(story.some(0.4))
    if story.rng.random() < 0.5:
        story.device.send()
    story.device.set_wrong(0)
    story.device.burst(story.some(0.2))


def asleep(story: Story) -> None:
    """The tablet sleeps for eight hours with visits unsent."""
    story.service.wire.is_cut = True
    story.device.burst(story.some(0.5))
    story.device.let_go_by(8 * 3_600_000, asleep=True)
    story.mend()
    story.device.burst(story.some(0.5))


def wiped(story: Story) -> None:
    """The tablet is wiped once all is sent, and paired anew."""
    story.device.settle()
    story.device.close()
    shutil.rmtree(story.device.folder)
    story.device.wrong = 0
    paired(story)
    story.device.burst(story.some())


def forgotten(story: Story) -> None:
    """All that the browser keeps but its cookies is gone: the screen pairs itself anew."""
    story.device.settle()
    story.device.close()
    shutil.rmtree(story.device.folder)
    story.device.wrong = 0
    story.device.open_forgetful()
    story.service.back_up()
    story.device.burst(story.some())


def paired_then_restored(story: Story) -> None:
    """The screen is paired anew, and the server's disk lost with that pairing: paired once more."""
    story.device.settle()
    story.service.back_up()
    again(story)
    story.device.burst(story.some(0.5))
    story.device.send()
    story.service.restore()
    again(story)
    story.service.back_up()
    story.device.burst(story.some(0.5))


def again(story: Story) -> None:
    """The same tablet is paired anew; what it kept before is still on it."""
    story.device.close()
    story.device.pair()
    story.device.open()
    story.device.ready()


def restored(story: Story) -> None:
    """The server's disk is lost, and an old copy of its database put back."""
    story.device.burst(story.some(0.5))
    if story.rng.random() < 0.7:
        story.device.send()
    story.service.restore()
    story.device.burst(story.some(0.5))


def paired(story: Story) -> None:
    """A tablet fresh from its box is paired; no copy of the database from before is put back."""
    story.device.pair()
    story.service.back_up()
    story.device.open()
    story.device.ready()


KINDS: dict[str, Callable[[Story], None]] = {
    "browser killed mid-tap": killed_mid_tap,
    "server killed (-9) mid-batch": server_killed,
    "answer lost after the commit": answer_lost,
    "batch repeated, twice at once": repeated,
    "batches re-ordered": reordered,
    "half a batch sent": half_sent,
    "network cut": network_cut,
    "two tabs": two_tabs,
    "clock jumped": clock_jumped,
    "eight hours’ sleep": asleep,
    "tablet wiped and paired anew": wiped,
    "paired anew, restored to before": paired_then_restored,
    "storage lost, pairing kept": forgotten,
    "server restored from an old copy": restored,
}
