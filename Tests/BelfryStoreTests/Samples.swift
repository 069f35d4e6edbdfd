import BelfryIncidents
import BelfryModel
import GRDB

@testable import BelfryStore

/// 2026-11-23T05:00:00Z.
let start = Timestamp(seconds: 1_795_410_000)

extension Timestamp {
    func after(milliseconds: Int64) -> Timestamp {
        advanced(byNanoseconds: milliseconds * Nanoseconds.perMillisecond)
    }

    func after(seconds: Int64) -> Timestamp {
        advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
    }
}

/// A reading as a city sends them: a short decimal, a payload time in whole milliseconds, arriving a little later.
func cityReading(series: Int32, arrival: Timestamp, using random: inout SeededRandom) -> Reading {
    let latency = Int64.random(in: 2_000_000...1_500_000_000, using: &random)
    let event = arrival.advanced(byNanoseconds: -latency).alignedDown(toMultipleOf: Nanoseconds.perMillisecond)
    return Reading(
        series: SeriesID(series),
        value: Double(Int.random(in: 0...9_999, using: &random)) / 10,
        eventTime: event,
        arrivalTime: arrival
    )
}

/// `count` readings in order of arrival, a thousand a second, spread over `series` series.
func cityReadings(
    _ count: Int,
    series: Int32 = 10_000,
    from: Timestamp = start,
    using random: inout SeededRandom
) -> [Reading] {
    var arrival = from
    return (0..<count).map { _ in
        arrival.nanoseconds += Int64.random(in: 100_000...1_900_000, using: &random)
        return cityReading(series: Int32.random(in: 0..<series, using: &random), arrival: arrival, using: &random)
    }
}

func reading(series: Int32 = 0, _ value: Double, event: Timestamp, arrival: Timestamp? = nil) -> Reading {
    Reading(series: SeriesID(series), value: value, eventTime: event, arrivalTime: arrival ?? event)
}

func batch(_ readings: [Reading], at: Timestamp = start) -> CommitBatch {
    CommitBatch(readings: readings, committedAt: at)
}

func descriptor(_ id: Int32, sensor: String = "tls-114", quantity: String = "flow") -> SeriesDescriptor {
    SeriesDescriptor(
        id: SeriesID(id),
        key: SeriesKey(agency: "traffic", sensor: sensor, quantity: Quantity(quantity)),
        unit: Unit("1/h"),
        domain: .traffic,
        zone: "north",
        place: Place(kind: .section, name: "ring-east/s01-s02"),
        location: Location(longitude: 4.3517, latitude: 50.8466),
        cadenceNanoseconds: 30 * Nanoseconds.perSecond
    )
}

extension Store {
    /// What the connection that writes answers to a PRAGMA.
    func pragma(_ name: String) throws -> String? {
        var answer: String?
        try history.writeWithoutTransaction("ask") { answer = try String.fetchOne($0, sql: "PRAGMA \(name)") }
        return answer
    }
}
