"""What a server has used of the machine: from /proc, so that it works for servers in any language."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")  # a second of processor
SERVES_A_DATABASE = "postgres"


@dataclass(frozen=True)
class Process:
    number: int
    parent: int
    seconds: float  # of processor, in itself and in the system for it

    @classmethod
    def read(cls, folder):
        number, text = (folder / "stat").read_text().split(" (", 1)
        fields = text.rpartition(")")[2].split()
        return cls(int(number), int(fields[1]), (int(fields[11]) + int(fields[12])) / TICKS)


def running():
    """All processes of the machine: {number: Process}."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            process = Process.read(folder)
        except OSError:  # it has ended meanwhile
            continue
        found[process.number] = process
    return found


def tree(root):
    """The process of this number and all that it started, directly or not."""
    everyone = running()
    family, found = {root}, 0
    while found < len(family):
        found = len(family)
        family |= {one.number for one in everyone.values() if one.parent in family}
    return [everyone[number] for number in family if number in everyone]


def spent(root):
    """Seconds of processor of a server with its workers."""
    return sum(process.seconds for process in tree(root))


def sessions_of(database):
    """The processes that PostgreSQL runs for this database, by name."""
    return [process for process in running().values() if f" {database} " in _command(process.number)]


def spent_on(databases):
    """{process: seconds}: of PostgreSQL, for these databases. Compare two of them, as sessions come and go."""
    return {one.number: one.seconds for database in databases for one in sessions_of(database)}


def largest(root, of="VmHWM"):
    """MB of memory that the largest process of a server has had so far (VmHWM), or has now (VmRSS)."""
    return max(_memory(process.number, of) for process in tree(root))


def pin(numbers, core):
    """Keep processes on one core, where we may: those of PostgreSQL can be another user's."""
    for number in numbers:
        for task in Path(f"/proc/{number}/task").glob("*"):
            try:
                os.sched_setaffinity(int(task.name), {core})
            except (OSError, PermissionError):
                continue


def _command(number):
    try:
        words = Path(f"/proc/{number}/cmdline").read_text()
    except OSError:
        return ""
    return words if words.startswith(SERVES_A_DATABASE) else ""


def _memory(number, of):
    try:
        lines = Path(f"/proc/{number}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{of}:")), 0)
