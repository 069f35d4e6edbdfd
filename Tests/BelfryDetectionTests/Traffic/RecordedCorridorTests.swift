import BelfryDetection
import Testing

@Suite(.enabled(if: RecordedCorridor("two-days") != nil, "needs ../shared/data/detection beside the checkout"))
struct RecordedCorridorTests {
    /// Two days with three incidents that show, recurrent congestion, waves and a silent station.
    @Test func twoDays() throws {
        let corridor = try #require(RecordedCorridor("two-days"))
        var watch = CorridorWatch()
        var alarms: [IncidentScore.Alarm] = []
        for interval in corridor.intervals {
            for verdict in watch.observe(interval) where verdict.phase == .raised {
                let station = RecordedCorridor.station(verdict.upstreamStation)
                alarms.append(.init(time: verdict.detectedAt, station: station))
            }
        }
        let score = IncidentScore(
            alarms: alarms,
            incidents: corridor.incidents,
            decisions: 12 * corridor.intervals.count,
            stationDays: 24
        )
        #expect(score.incidents == 6 && score.detected == 3)
        #expect(score.falseAlarms == 0)
        #expect((score.meanMinutesToDetect ?? .infinity) <= 3)
    }
}
