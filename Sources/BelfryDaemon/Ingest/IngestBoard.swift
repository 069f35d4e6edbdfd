// What the ingest thread lets the others know: a copy, made at every tick that is due, so that no reader ever holds it up.

import BelfryIngest
import BelfryMQTT
import BelfryModel
import Synchronization

/// The published state of the ingest thread, and the one thing that others ask of it: to stop.
final class IngestBoard: Sendable {
    /// A consistent picture of one instant; the ledger in it balances.
    struct Snapshot: Sendable {
        /// Balanced at every instant.
        var ledger = LedgerCounts()
        /// By subscription, of the same instant.
        var subscriptions: [Ledger.SubscriptionRow]
        var sessions: [MQTTSessionStatus] = []
        /// Since when each session is connected, or is not.
        var sessionsSince: [Timestamp] = []
        /// What Belfry says to each of them, in the same order.
        var voices: [BrokerVoice.Status] = []
        /// Whether a bypass feeds the engine because the store is at fault.
        var isBypassing = false
        var readings: UInt64 = 0
        var messagesPerSecond: Double = 0
        var readingsPerSecond: Double = 0
        var lastMessageAt: Timestamp?
        var now: Timestamp = .distantPast
        /// How far the wall clock is ahead of the arrival clock.
        var clockDifferenceNanoseconds: Int64 = 0
        /// How often the arrival clock jumped, and how far.
        var clock = ClockAccount()
        /// Whether readings of new series were shed within the last minutes.
        var hasReachedSeriesLimit = false
        /// What is shed because more comes in than can be taken.
        var overload = OverloadReport()

        /// The broker of an index; nil for what is of none.
        func brokerName(_ source: Int) -> String? {
            sessions.indices.contains(source) ? sessions[source].name : nil
        }
    }

    private let state: Mutex<Snapshot>
    private let stop = Atomic<Bool>(false)
    /// Arrival clock minus monotonic clock, for those who need an instant between two pictures; `.min` before the first.
    private let clockOffset = Atomic<Int64>(.min)

    init(ledger: Ledger) {
        state = Mutex(Snapshot(subscriptions: ledger.subscriptions))
    }

    /// The newest picture.
    var snapshot: Snapshot { state.withLock { $0 } }

    /// Puts up a new picture.
    func publish(_ snapshot: Snapshot) {
        let offset = snapshot.now.nanoseconds &- SystemClock.monotonicNanoseconds()
        state.withLock { $0 = snapshot }
        // release: whoever sees the clock after a jump finds the jump in the picture.
        clockOffset.store(offset, ordering: .releasing)
    }

    /// The arrival clock now; nil before the ingest thread has told it.
    var arrivalClockNow: Timestamp? {
        // acquire: see `publish`.
        let offset = clockOffset.load(ordering: .acquiring)
        guard offset != .min else { return nil }
        return Timestamp(nanoseconds: SystemClock.monotonicNanoseconds()).advanced(byNanoseconds: offset)
    }

    /// Asks the thread to commit what is open and end.
    func requestStop() { stop.store(true, ordering: .releasing) }

    var isStopRequested: Bool { stop.load(ordering: .acquiring) }
}
