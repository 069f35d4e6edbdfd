public import BelfryModel
import BelfrySimulator

/// The simulated city's messages for a while, each with its own time: what an idle daemon is measured with.
public struct CityLoad {
    /// In order of time.
    public var messages: [(topic: String, payload: [UInt8])]
    /// When each is published, in nanoseconds from the beginning; does not decrease.
    public var times: [Int64]

    /// No sensor is slower than this, so that all are live before the measurement begins.
    public static let longestCadenceSeconds = 10

    /// The city from an instant on.
    ///
    /// - Parameters:
    ///   - start: the wall clock when the messages begin to be sent, since payloads carry times.
    ///   - seconds: memory is that of the messages, some hundred bytes each.
    public init(start: Timestamp, seconds: Int, seed: UInt64 = 1) {
        let cadence = Int64(Self.longestCadenceSeconds) * Nanoseconds.perSecond
        var city = SimulatedCity(
            seed: seed,
            start: start,
            options: SimulationOptions(longestCadenceNanoseconds: cadence)
        )
        let sent = city.messages(until: start.advanced(byNanoseconds: Int64(seconds) * Nanoseconds.perSecond))
        messages = sent.map { ($0.topic, $0.payload) }
        times = sent.map { $0.time.nanosecondsSince(start) }
    }
}
