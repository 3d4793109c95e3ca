"""What one request may take."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import gt


@frozen(kw_only=True)
class ServiceLimits:
    """What a service allows.

    workers: conversions at a time, each in a process of its own.
    waiting: conversions that wait for a process; more are told to come again.
    size: bytes of a body that is answered at once.
    job_size: bytes of a body that becomes a job.
    seconds: for one conversion.
    job_seconds: for the conversion of a job.
    body_seconds: for a body to arrive.
    memory: bytes of address space of a process, where the system can limit it.
    recycle: conversions after which a process makes room for a new one.
    jobs: jobs that are kept, done ones included.
    job_life: seconds that the result of a job is kept.
    """

    workers: int = field(default=2, validator=gt(0))
    waiting: int = 64
    size: int = field(default=10_000_000, validator=gt(0))
    job_size: int = 100_000_000
    seconds: float = field(default=30.0, validator=gt(0))
    job_seconds: float = 600.0
    body_seconds: float = field(default=20.0, validator=gt(0))
    memory: int = 2_000_000_000
    recycle: int = 500
    jobs: int = 32
    job_life: float = 3600.0
