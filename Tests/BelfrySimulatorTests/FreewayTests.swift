import BelfryModel
import BelfrySimulator
import Testing

struct FreewayTests {
    /// Monday, 2026-03-02.
    private let monday = Timestamp(seconds: 1_772_409_600)

    private func rows(_ corridor: inout FreewayCorridor, hours: Int64) -> [FreewayRow] {
        let end = corridor.time.advanced(byNanoseconds: hours * Nanoseconds.perHour)
        var rows: [FreewayRow] = []
        while corridor.time < end { rows += corridor.nextInterval() }
        return rows
    }

    @Test func aSeedTellsTheSameStoryTwice() {
        var first = FreewayCorridor(seed: 1, start: monday)
        var second = FreewayCorridor(seed: 1, start: monday)
        #expect(rows(&first, hours: 12) == rows(&second, hours: 12))
        #expect(first.incidents == second.incidents && first.faults == second.faults)
        var other = FreewayCorridor(seed: 2, start: monday)
        #expect(rows(&other, hours: 12) != rows(&first, hours: 12))
    }

    @Test func theBottleneckQueuesOnWorkingDaysOnly() {
        var plan = FreewayPlan()
        (plan.incidentsPerDay, plan.brakingWavesPerDay, plan.faultsPerDay, plan.rainDayProbability) = (0, 0, 0, 0)
        var corridor = FreewayCorridor(seed: 3, plan: plan, start: monday)
        let week = rows(&corridor, hours: 7 * 24)
        func slowestHour(ofDay day: Int64, station: Int) -> Double {
            let from = monday.advanced(byNanoseconds: day * Nanoseconds.perDay + 7 * Nanoseconds.perHour)
            let to = from.advanced(byNanoseconds: 2 * Nanoseconds.perHour)
            let speeds = week.filter { $0.station == station && $0.time >= from && $0.time < to }
                .compactMap(\.speedKilometresPerHour)
            return speeds.reduce(0, +) / Double(max(1, speeds.count))
        }
        #expect(slowestHour(ofDay: 1, station: 8) < 70, "a queue at the bottleneck")
        #expect(slowestHour(ofDay: 1, station: 10) > 95, "none beyond")
        #expect(slowestHour(ofDay: 6, station: 8) > 95, "Sunday")
        #expect(corridor.incidents.isEmpty && corridor.faults.isEmpty)
    }

    @Test func anIncidentShowsWhereItIsAndIsVisibleWhereItBinds() throws {
        var plan = FreewayPlan()
        (plan.brakingWavesPerDay, plan.faultsPerDay) = (0, 0)
        var corridor = FreewayCorridor(seed: 1, plan: plan, start: monday)
        _ = rows(&corridor, hours: 7 * 24)
        let incidents = corridor.incidents
        #expect(incidents.count > 3)
        let visible = incidents.filter(\.isVisible)
        #expect(!visible.isEmpty && visible.count < incidents.count)
        for incident in incidents {
            #expect(incident.from < incident.to && incident.stations.contains(incident.upstreamStation))
            if incident.isVisible {
                let from = try #require(incident.visibleFrom)
                #expect(from > incident.from && from <= incident.to)
            }
        }
    }

    @Test func occupancyFlowAndSpeedHangTogether() {
        var plan = FreewayPlan()
        plan.faultsPerDay = 0
        var corridor = FreewayCorridor(seed: 4, plan: plan, start: monday)
        let rows = rows(&corridor, hours: 24)
        #expect(rows.count == 12 * 2 * 60 * 24)
        var (expected, told) = (0.0, 0.0)
        for row in rows where row.count > 10 {
            guard let speed = row.speedKilometresPerHour, speed > 20 else { continue }
            expected += Double(row.count) * 120 / speed / plan.lanes * plan.effectiveVehicleMetres / 10
            told += row.occupancyPercent
        }
        #expect(abs(told / expected - 1) < 0.05)
    }
}
