/// What a window that ended says about the time that it spans.
///
/// ```
///   readings   | | | | | |       | |                          no interval known: complete, or idle
///   windows    complete     incomplete     empty      idle
///                                          └ the sensor lives and had nothing to say, or lost it
/// ```
public enum WindowStanding: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// As many readings as are wanted, or nobody knows how many those are.
    case complete
    /// Some readings, and fewer than ``leastCoverage`` of those expected.
    case incomplete
    /// None, from a sensor that is alive: nothing happened, or nothing arrived.
    case empty
    /// None, from a sensor that has not been heard of for longer than its interval allows: nothing is known.
    ///
    /// Told once; what follows stays untold until the sensor is heard of again.
    case idle

    /// The data capture below which a window is incomplete, as in Directive 2008/50/EC, annex XI.
    public static var leastCoverage: Float { 0.75 }
}
