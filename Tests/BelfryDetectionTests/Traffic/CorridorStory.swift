import BelfryDetection
import BelfryModel

/// A small road of six stations, told interval by interval.
final class CorridorStory {
    var watch = CorridorWatch()
    var time = Timestamp(seconds: 1_772_409_600)
    var seconds: Int64 = 30
    /// Which numbers the stations tell.
    var tells: (StationMeasures) -> StationMeasures = { $0 }
    private var interval = 0

    /// Free traffic of 4,000 veh/h.
    static let free = (speed: 100.0, flow: 4_000.0)
    /// Behind three closed lanes of four.
    static let jammed = (speed: 5.0, flow: 1_000.0)
    /// What is before it.
    static let starved = (speed: 100.0, flow: 1_000.0)
    /// A queue of every day: capacity passes.
    static let queued = (speed: 45.0, flow: 5_000.0)

    /// Lets `minutes` pass with the stations in these states; nil is silent.
    func pass(_ minutes: Double, _ states: [(speed: Double, flow: Double)?]) -> [SectionVerdict] {
        var verdicts: [SectionVerdict] = []
        for _ in 0..<Int(minutes * 60 / Double(seconds)) {
            let end = time.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
            let stations = states.enumerated().map { index, state in
                state.map { tells(measures($0, index)) } ?? .silent
            }
            verdicts += watch.observe(CorridorInterval(start: time, end: end, stations: stations))
            time = end
            interval += 1
        }
        return verdicts
    }

    /// No two intervals are equal, as on no road.
    private func measures(_ state: (speed: Double, flow: Double), _ index: Int) -> StationMeasures {
        let sway = 1 + 0.03 * Double((interval * 7 + index * 3) % 5 - 2) / 2
        return StationMeasures(
            occupancyPercent: min(100, state.flow / state.speed * 0.2 * sway),
            speedKilometresPerHour: state.speed * (2 - sway),
            flowVehiclesPerHour: state.flow * sway
        )
    }
}
