import BelfryAPI
import BelfryIngest

extension LedgerStatus {
    /// The counts as they go over the wire.
    init(_ counts: LedgerCounts) {
        self.init(
            received: UInt64(clamping: counts.received),
            stored: UInt64(clamping: counts.stored),
            late: UInt64(clamping: counts.late),
            duplicate: UInt64(clamping: counts.duplicate),
            quarantined: UInt64(clamping: counts.quarantined),
            ignored: UInt64(clamping: counts.ignored),
            shed: UInt64(clamping: counts.shed),
            inFlight: UInt64(clamping: counts.inFlight),
            shedReasons: counts.shedReasons.byName.mapValues { UInt64(clamping: $0) }
        )
    }
}
