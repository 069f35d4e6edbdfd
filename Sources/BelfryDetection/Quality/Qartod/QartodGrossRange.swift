/// Whether a value lies in what the sensor can tell, and in what is usual there.
///
/// Intuition: outside the sensor's own range a number is no measurement; outside what its operator has seen it deserves a look.
/// Limits: it knows one value, so whatever is wrong and in range passes. Refused: ranges that are learnt, since what a broken
/// sensor teaches is broken. Source: IOOS, "Manual for Real-Time Quality Control", test 4.
public struct QartodGrossRange: Sendable, Hashable {
    /// Outside of it a value fails.
    public var failing: ClosedRange<Double>
    /// Outside of it a value is suspect; lies in ``failing``.
    public var suspect: ClosedRange<Double>

    /// - Parameter suspect: nil where only ``failing`` counts; what reaches beyond that is cut off.
    public init(failing: ClosedRange<Double>, suspect: ClosedRange<Double>? = nil) {
        self.failing = failing
        self.suspect = suspect.map { $0.clamped(to: failing) } ?? failing
    }

    /// The flag of a value; nil where there is none.
    public func flag(_ value: Double?) -> QartodFlag {
        guard let value, value.isFinite else { return .missing }
        if !failing.contains(value) { return .fail }
        return suspect.contains(value) ? .good : .suspect
    }
}
