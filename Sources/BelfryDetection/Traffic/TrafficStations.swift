import BelfryModel

/// The stations of a corridor, as the windows of its group tell of them: what every detector of traffic incidents looks at.
struct TrafficStations {
    /// A pause up to this between two windows is the sensors' own interval.
    static let longestPauseNanoseconds = 90 * Nanoseconds.perSecond

    let count: Int
    /// Changes with the stations and their order, so that what was learnt is not taken for that of other stretches.
    private let fingerprint: UInt64
    /// The most sensors that have told a station's flow in one window: where fewer do, a lane is missing and the rest is no flow.
    private var flowSensors: [Int32]

    init(_ names: [String]) {
        count = names.count
        flowSensors = Array(repeating: 0, count: names.count)
        var hash = StableHash()
        for name in names {
            hash.combine(name)
            hash.combine(UInt8(0))
        }
        fingerprint = hash.value
    }

    /// What each station tells, in driving direction; ``StationMeasures/silent`` of one that does not.
    mutating func measures(of window: JointWindow) -> [StationMeasures] {
        var tallies = Array(repeating: StationTally(), count: count)
        for share in window.shares where tallies.indices.contains(share.station) {
            tallies[share.station].add(share, hours: window.hours)
        }
        return tallies.indices.map { place in
            var (measures, sensors) = tallies[place].result
            flowSensors[place] = max(flowSensors[place], sensors)
            if sensors < flowSensors[place] { measures.flowVehiclesPerHour = .nan }
            return measures
        }
    }

    func write(to image: inout JointImage) {
        image.write([fingerprint])
        image.write(flowSensors)
    }

    /// Takes up what the same stations had come to.
    ///
    /// - Returns: false, and nothing taken, where they are other ones.
    mutating func take(_ image: inout JointImage) -> Bool {
        guard image.read(UInt64.self) == [fingerprint], let sensors = image.read(Int32.self), sensors.count == count
        else { return false }
        flowSensors = sensors
        return true
    }
}
