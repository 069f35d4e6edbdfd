// Real brokers, real disks, real processes on loopback. One after the other: each of them measures a whole machine's
// behaviour, and two at a time would measure each other.

import Testing

/// The root of every suite of this target; it exists to run them in turn.
@Suite("The daemon as a process", .serialized)
struct IntegrationTests {}
