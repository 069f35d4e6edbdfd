public import BelfryModel

/// A vehicle that stands on a loop: `occupancy`, `flow_below`, `for`, `clear_below`, `stuck_after`.
///
/// Looks at occupancy and flow or count of each sensor, beside those of the other sensors of its site. See ``StoppedVehicle`` for
/// what is told, and `LoopState` for how it is told from a stuck loop.
public struct StoppedVehicleParameters: Sendable, Hashable {
    public var watch: StoppedVehicle.Parameters
    /// What is covered for so long without a break is a loop that is stuck.
    public var stuckAfterNanoseconds: Int64

    public init(
        _ watch: StoppedVehicle.Parameters = StoppedVehicle.Parameters(),
        stuckAfterNanoseconds: Int64 = 30 * Nanoseconds.perMinute
    ) {
        self.watch = watch
        self.stuckAfterNanoseconds = stuckAfterNanoseconds
    }
}
