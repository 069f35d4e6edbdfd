import BelfryModel
import Foundation
import Testing

@testable import BelfrySimulator

/// The freeway as a broker gets it.
struct SimulatedFreewayTests {
    /// Monday, 2026-03-02.
    private let monday = Timestamp(seconds: 1_772_409_600)

    private func hours(_ count: Int64, after start: Timestamp) -> Timestamp {
        start.advanced(byNanoseconds: count * Nanoseconds.perHour)
    }

    @Test func howTheTimeIsCutChangesNothing() {
        var whole = SimulatedFreeway(seed: 5, start: monday)
        var cut = SimulatedFreeway(seed: 5, start: monday)
        let end = hours(2, after: monday)
        var pieces: [SimulatedMessage] = []
        var now = monday
        while now < end {
            now = min(end, now.advanced(byNanoseconds: 7_100 * Nanoseconds.perMillisecond))
            pieces += cut.messages(until: now)
        }
        let messages = whole.messages(until: end)
        #expect(messages == pieces)
        #expect(messages.map(\.time) == messages.map(\.time).sorted())
        #expect(messages.count > 2 * 120 * 11 && messages.allSatisfy { $0.time > monday && $0.time < end })
    }

    @Test func whoBeginsLaterFindsTheSameRoad() {
        var early = SimulatedFreeway(seed: 6, start: monday)
        var late = SimulatedFreeway(seed: 6, start: hours(7, after: monday))
        _ = early.messages(until: hours(7, after: monday).advanced(byNanoseconds: Nanoseconds.perSecond))
        let end = hours(8, after: monday)
        #expect(late.messages(until: end) == early.messages(until: end))
    }

    @Test func whoBeginsWithinAnIntervalTellsOfIt() {
        let start = hours(7, after: monday).advanced(byNanoseconds: 10 * Nanoseconds.perSecond)
        var freeway = SimulatedFreeway(seed: 6, start: start)
        let first = freeway.messages(until: start.advanced(byNanoseconds: 25 * Nanoseconds.perSecond))
        #expect(first.count > 10 && first.allSatisfy { $0.time.nanosecondsSince(start) > 20 * Nanoseconds.perSecond })
    }

    @Test func aStationTellsFlowOccupancyAndSpeedOfTheIntervalThatIsOver() throws {
        var freeway = SimulatedFreeway(seed: 1, start: hours(8, after: monday))
        let messages = freeway.messages(until: hours(9, after: monday))
        let first = try #require(messages.first { $0.topic == "traffic/west/freeway-01" })
        let records = try #require(
            try JSONSerialization.jsonObject(with: Data(first.payload)) as? [[String: Any]]
        )
        #expect(records.first?["bn"] as? String == "freeway-01:")
        #expect(records.first?["bt"] as? Double == hours(8, after: monday).seconds + 29)
        #expect(records.map { $0["n"] as? String } == ["flow", "occupancy", "speed"])
        #expect(records.map { $0["u"] as? String } == ["1/h", "%", "km/h"])
        let flow = try #require(records.first?["v"] as? Double)
        #expect((2_000...7_000).contains(flow), "vehicles an hour in the morning's peak")
    }

    @Test func theTruthSaysWhatWasWatchedAndWhatShows() throws {
        let start = hours(6, after: monday)
        let freeway = SimulatedFreeway(seed: 1, start: start)
        let end = hours(7 * 24, after: monday)
        let truth = freeway.truth(until: end)
        guard case .scope(let scope)? = truth.first else { throw TraceLineFault(reason: "no scope") }
        #expect(scope.sensors == freeway.corridor.stations && scope.from == start && scope.to == end)
        #expect(scope.intervalSeconds == 30)
        let events = truth.compactMap { entry in if case .event(let event) = entry { event } else { nil } }
        #expect(events.count > 3 && events.count == truth.count - 1)
        #expect(Set(events.map(\.isVisible)) == [true, false])
        for event in events {
            #expect(event.to > start && event.from < end && event.expect == [.trafficIncident])
            #expect(event.place.hasPrefix("freeway freeway-"))
            #expect(Set(event.sensors).isSubset(of: Set(scope.sensors)) && event.sensors.count >= 2)
        }
        #expect(try truth.map { try TruthEntry(line: Array($0.line.utf8)) } == truth)
    }

    @Test func whatWasLookedAtBeforeIsNoMessageLess() {
        var freeway = SimulatedFreeway(seed: 2, start: monday)
        var other = freeway
        _ = freeway.truth(until: hours(48, after: monday))
        let end = hours(1, after: monday)
        #expect(freeway.messages(until: end) == other.messages(until: end))
    }

    @Test(arguments: [
        (
            #"{"watched":["a"],"from":"2026-03-02T00:00:00Z","to":"2026-03-02T00:00:00Z","interval_seconds":30}"#,
            "not later"
        ),
        (
            #"{"watched":["a"],"from":"2026-03-02T00:00:00Z","to":"2026-03-03T00:00:00Z","interval_seconds":0}"#,
            "not above 0"
        ),
        (#"{"watched":["a"],"from":"2026-03-02T00:00:00Z","to":"2026-03-03T00:00:00Z"}"#, "is missing"),
    ])
    func aScopeOfNothingIsRefused(_ line: String, _ reason: String) {
        let fault = #expect(throws: TraceLineFault.self) { try TruthEntry(line: Array(line.utf8)) }
        #expect(fault?.reason.contains(reason) == true)
    }

    @Test func theFleetNamesEachStationAndTheCorridor() {
        let lines = SimulatedFreeway(seed: 1, start: monday).fleetYAML.split(separator: "\n")
        #expect(lines.count { $0.contains("sensor: freeway-") } == 12)
        #expect(lines.last?.hasPrefix("  - { id: freeway, stations: [freeway-01, freeway-02, ") == true)
    }
}
