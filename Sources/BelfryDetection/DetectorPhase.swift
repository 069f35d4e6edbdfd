import BelfryModel

/// Where a detector stands.
///
/// ```
///   quiet ──condition begins──► pending ──held long enough──► raised
///     ▲                            │                             │
///     └───────contradicted─────────┘◄─────────cleared────────────┘
/// ```
enum DetectorPhase: UInt8, BitwiseCopyable {
    case quiet
    case pending
    case raised
}

/// What an observation did to a detector.
///
/// Nearly always nothing, so detectors answer with this byte; the ``Verdict``, two hundred bytes, is made only where
/// there is something to say.
public enum Transition: UInt8, Sendable, BitwiseCopyable {
    case none
    case raised
    case cleared
}

extension Timestamp {
    /// This instant, or the one just after `previous` where the two are the same or nearly so.
    ///
    /// A finding's identifier derives from its beginning; a sensor with a frozen clock must not give two findings one
    /// identifier, since the second would pass for a repeat of the first. A clock that steps back further is believed.
    func later(than previous: Timestamp) -> Timestamp {
        let lead = previous.nanosecondsSince(self)
        return (0..<Nanoseconds.perSecond).contains(lead) ? previous.advanced(byNanoseconds: 1) : self
    }
}
