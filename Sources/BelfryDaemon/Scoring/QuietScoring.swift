// How much an operator hears of a city in which nothing happens, for `belfry bench quiet`.
//
//   QuietCity ─► engine with the rules of a configuration ─► findings ─► incidents ─► heard: annunciated, acknowledged by nobody yet
//
// Whoever is at the desk acknowledges at once, so that what comes next at the same place is heard again.

public import BelfryDetection
import BelfryIncidents
import BelfryModel
public import BelfrySimulator

/// Runs a quiet city through rules, and counts.
public struct QuietScoring: ~Copyable {
    /// Texts of what was heard that are kept.
    public static let textLimit = 200

    private var city: QuietCity
    private var engine: VirtualEngine
    private var incidents: IncidentMachine
    private var report: QuietReport

    /// - Throws: ``FileFault`` where the rules do not go together.
    public init(rules: [Rule], city: QuietCity) throws(FileFault) {
        let descriptors = city.descriptors
        let set: RuleSet
        do {
            set = try RuleSet(rules, corridors: city.corridors)
        } catch {
            throw FileFault(file: "the rules", reason: "\(error)")
        }
        engine = VirtualEngine(Configuration.engineConfiguration(of: Configuration.Engine()), rules: set) {
            descriptors[Int($0.index)]
        }
        report = QuietReport(sensors: city.sensorCount, series: descriptors.count)
        incidents = IncidentMachine(corridors: city.corridors)
        self.city = city
    }

    /// Lets days pass and counts those after the first ones.
    public mutating func run(settlingDays: Int = 7, days: Int = 7) -> QuietReport {
        let begin = city.now.advanced(byNanoseconds: Int64(settlingDays) * Nanoseconds.perDay)
        let end = begin.advanced(byNanoseconds: Int64(days) * Nanoseconds.perDay)
        report.days = days
        var readings: [Reading] = []
        while city.now < end {
            readings.removeAll(keepingCapacity: true)
            city.nextSecond(into: &readings)
            report.readings += readings.count
            for reading in readings { hear(engine.take(reading), from: begin) }
        }
        hear(engine.advance(to: end), from: begin)
        return report
    }

    private mutating func hear(_ findings: [Finding], from begin: Timestamp) {
        for finding in findings {
            let isCounted = finding.detectedAt >= begin
            if isCounted, finding.phase == .raised { report.count(finding, isHeard: false) }
            for event in incidents.apply(finding, now: finding.detectedAt) {
                let id = event.incident.id
                guard let incident = incidents.incident(id), incident.annunciation == .annunciated,
                    incident.state == .activeUnacknowledged
                else { continue }
                _ = try? incidents.acknowledge(id, by: "desk", reason: "", now: finding.detectedAt)
                if isCounted { report.count(finding, isHeard: true) }
            }
        }
    }
}
