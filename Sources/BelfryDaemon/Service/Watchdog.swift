// A watchdog that is fed by a timer proves only that the timer runs. Here every thread that matters writes down when it
// last got through its loop, and systemd is told "alive" only while all of them do.

import BelfryModel
import Synchronization

/// The loops whose standstill is a reason to be restarted.
enum WatchedLoop: Int, CaseIterable, Sendable {
    /// Polls the brokers and decodes.
    case ingest
    /// Orders findings and keeps the incidents.
    case correlation
    /// Commits to disk. A disk in a known fault state counts as progress: a restart would not mend it.
    case store

    /// The name in log lines.
    var name: String {
        switch self {
        case .ingest: "ingest"
        case .correlation: "correlation"
        case .store: "store"
        }
    }
}

/// When each watched loop last made progress.
final class Watchdog: Sendable {
    /// A loop that stood still for longer than this is stuck, in nanoseconds.
    let patienceNanoseconds: Int64
    private let lastProgress: Mutex<[Int64]>

    /// A watchdog that regards all loops as alive at `now`.
    init(patienceNanoseconds: Int64, monotonicNanoseconds now: Int64) {
        self.patienceNanoseconds = patienceNanoseconds
        self.lastProgress = Mutex(Array(repeating: now, count: WatchedLoop.allCases.count))
    }

    /// A loop got through once more.
    func progressed(_ loop: WatchedLoop, monotonicNanoseconds now: Int64) {
        lastProgress.withLock { $0[loop.rawValue] = now }
    }

    /// All loops begin now.
    func restart(monotonicNanoseconds now: Int64) {
        lastProgress.withLock { times in
            for loop in times.indices { times[loop] = now }
        }
    }

    /// The loops that stand still.
    func stuck(monotonicNanoseconds now: Int64) -> [WatchedLoop] {
        let times = lastProgress.withLock { $0 }
        return WatchedLoop.allCases.filter { now - times[$0.rawValue] > patienceNanoseconds }
    }

    /// How often systemd wants to hear of us: a third of `WATCHDOG_USEC`; nil where it does not.
    static func notificationInterval(environment: [String: String]) -> Int64? {
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 0 else {
            return nil
        }
        return microseconds / 3 * Nanoseconds.perMicrosecond
    }
}
