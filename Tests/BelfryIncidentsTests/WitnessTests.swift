// Story 7: what else is known where water is told.

import BelfryIncidents
import BelfryModel
import Testing

@Suite struct WitnessTests {
    private static func battery(_ kind: FindingKind, _ rule: String, value: Double, at minute: Double) -> Finding {
        var finding = Finding.raised(rule, kind: kind, severity: .warning, value: value, at: minute)
        finding.series.key.quantity = Quantity("battery")
        finding.series.unit = Unit("%")
        finding.id = "f-\(rule)"
        return finding
    }

    private static func flood(among others: [Finding]) -> Finding? {
        var desk = Desk()
        for other in others { desk.apply(other) }
        desk.apply(Finding.raised("street-flood", at: 60))
        return desk.machine.open.flatMap(\.findings).first { $0.kind == .flood }
    }

    @Test func aBatteryThatIsLowIsSaid() throws {
        let flood = try #require(Self.flood(among: [Self.battery(.threshold, "battery-low", value: 9, at: 10)]))
        #expect(flood.text.hasSuffix("; its battery is at 9 %, which may be all there is to it"), "\(flood.text)")
        #expect(flood.evidence.first { $0.name == "battery" }?.value == 9)
    }

    @Test("A battery that is silent, or unusual, plays no flood down", arguments: [FindingKind.sensorSilent, .anomaly])
    func notLow(kind: FindingKind) throws {
        let flood = try #require(Self.flood(among: [Self.battery(kind, "other", value: 93, at: 10)]))
        #expect(!flood.text.contains("battery") && !flood.evidence.contains { $0.name == "battery" }, "\(flood.text)")
    }

    @Test func ofSeveralLimitsTheNewestCounts() throws {
        let limits = [
            Self.battery(.threshold, "battery-empty", value: 4, at: 20),
            Self.battery(.threshold, "battery-low", value: 9, at: 10),
        ]
        for order in [limits, limits.reversed()] {
            let flood = try #require(Self.flood(among: order))
            #expect(flood.evidence.first { $0.name == "battery" }?.value == 4)
        }
    }
}
