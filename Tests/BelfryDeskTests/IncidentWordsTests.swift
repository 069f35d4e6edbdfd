import BelfryAPI
import BelfryModel
import Testing

@testable import belfry

@Suite("How bad an incident is, in words")
struct IncidentWordsTests {
    @Test("The rule's own sentence, and the limit where it leaves it out")
    func sentence() {
        let silentOnLimit = incident(findings: [finding(text: "Water 0.42 m")])
        #expect(IncidentWords(silentOnLimit).howBad == "Water 0.42 m, limit 0.25 m")
        let complete = incident(findings: [finding(text: "Water 0.42 m, limit 0.25")])
        #expect(IncidentWords(complete).howBad == "Water 0.42 m, limit 0.25")
        let wordless = incident(findings: [finding(quantity: "pm2_5", value: 60, unit: "ug/m3", limit: 50, text: "")])
        #expect(IncidentWords(wordless).howBad == "PM2.5 60 µg/m³, limit 50 µg/m³")
    }

    @Test("A rate of change tells the level that it has come to")
    func rate() {
        var rising = finding(kind: .rateOfChange, value: 0.002, limit: 0.001)
        rising.evidence = [EvidenceDocument(name: "current_value", value: 0.8, unit: "m", time: nil)]
        #expect(IncidentWords.measured(rising) == "water level 0.8 m, changed by 0.002 m, limit 0.001 m")
    }

    @Test("A finding about the sensor itself has no number to show")
    func sensorTrouble() {
        let silent = finding(kind: .sensorSilent, quantity: "laeq", value: 58, text: "Nothing for 10 min")
        #expect(IncidentWords.measured(silent) == "sensor silent (LAeq)")
        #expect(IncidentWords(incident(title: "noise-12: Nothing for 10 min", findings: [silent])).howBad.isEmpty)
    }

    @Test("The finding that speaks is one that still holds, then the worst, then the first")
    func worst() {
        let findings = [
            finding(sensor: "a", severity: .critical, to: "02:09:00"), finding(sensor: "b", severity: .minor),
            finding(sensor: "c", severity: .major), finding(sensor: "d", severity: .major),
        ]
        #expect(IncidentWords(incident(findings: findings)).worstFinding?.sensor == "c")
    }
}
