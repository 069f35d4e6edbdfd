// A file of tests:
//
//   rules: [ ../air.yaml ]             seen from this file; absent: the rule file of the same name
//   time_zone: Europe/Brussels         of times without one; absent: UTC
//   fleet: [ … ]                       as in belfry.yaml, like corridors
//   engine: { allowed_lateness: 30s }
//   calendars: { holidays: [ 12-25 ] }
//   tests:
//     - name: an hour above the limit raises it once
//       only: [ no2-hour-limit ]       absent: all rules of the files
//       readings:
//         - { sensor: aq-1, quantity: no2, unit: ug/m3, every: 10m, from: "2026-03-02 08:00", values: "150x6 210x6" }
//       expect:
//         - { rule: no2-hour-limit, sensor: aq-1, raised: "2026-03-02 10:00", text: "limit value 200" }
//       incidents:                     absent: nobody asks
//         - { place: aq-1, kind: air_limit, rules: [ no2-hour-limit ] }

import BelfryDetection
import BelfryIngest
import BelfryModel

extension RuleTestFile {
    /// The tests of the file.
    ///
    /// - Throws: every fault of it and of the rules that it names.
    public func tests(environment: [String: String]) throws(ConfigurationFaults) -> [RuleTest] {
        let faults = FaultCollector()
        let files = ConfigurationFiles(
            mainFile: path,
            environment: environment,
            secrets: .whereAvailable,
            faults: faults
        )
        let tests = files.tree(of: path).flatMap { tree in
            MappingReader.read(tree, named: "the test file", faults: faults) { self.tests(in: $0, files: files) }
        }
        try faults.throwIfAny()
        return tests ?? []
    }

    private func tests(in keys: MappingReader, files: ConfigurationFiles) -> [RuleTest] {
        let engine = keys.mapping("engine") { Configuration.Engine(reading: $0) } ?? Configuration.Engine()
        let zone = keys.timeZone("time_zone", usual: .utc)
        let ruleFiles = RuleFiles(
            files: files,
            allowedLatenessNanoseconds: engine.allowedLatenessNanoseconds,
            calendars: Configuration.Calendars(in: keys, zone: zone ?? .utc)
        )
        let known = keys.faults.count
        let rules = ruleFiles.rules(inFiles: rulePaths(keys))
        let areSound = keys.faults.count == known
        let setting = RuleTestSetting(
            rules: rules,
            fleet: FleetReader(files: files).members(in: keys),
            corridors: Configuration.corridors(in: keys),
            engine: engine,
            zone: zone ?? .utc
        )
        let nodes = keys.list("tests", remedyWhenEmpty: "write - name: …, readings: and expect:")
        if keys.node("tests") == nil { keys.report("tests", "the file has no tests", remedy: "add tests: with a list") }
        // Of rules that are faulty themselves every test would complain as well.
        guard areSound else { return [] }
        return nodes.prefix(RuleTestLimits.tests).compactMap { node in
            MappingReader.read(node, named: "test", faults: keys.faults) { setting.test(in: $0) }
        }
    }

    private func rulePaths(_ keys: MappingReader) -> [String] {
        guard keys.contains("rules") else {
            if let usual = usualRules { return [usual] }
            keys.report("rules", "which rules it tests is not said", remedy: "add rules: [ air.yaml ]")
            return []
        }
        return keys.list("rules", of: .text).map { TextFile.resolve($0, from: TextFile.folder(of: path)) }
    }
}

/// What the tests of a file have in common.
private struct RuleTestSetting {
    let rules: [Rule]
    let fleet: [FleetMember]
    let corridors: [Corridor]
    let engine: Configuration.Engine
    let zone: TimeZoneRule

    func test(in keys: MappingReader) -> RuleTest? {
        let name = keys.required("name", as: .text)
        let only = keys.list("only", of: .word(of: rules.map(\.name)))
        let chosen = keys.contains("only") ? rules.filter { only.contains($0.name) } : rules
        let nodes = keys.list("readings", remedyWhenEmpty: "write at least one series")
        if keys.node("readings") == nil {
            keys.report("readings", "the test has no readings", remedy: "add readings: with a list")
        }
        let readings = nodes.compactMap { node in
            MappingReader.read(node, named: "readings", faults: keys.faults) { readingRun(in: $0) }
        }
        if !keys.contains("expect") {
            keys.report("expect", "the test expects nothing", remedy: "add expect:, or expect: [] for silence")
        }
        let expectations = keys.list("expect").compactMap { node in
            MappingReader.read(node, named: "expect", faults: keys.faults) { expectation(in: $0, rules: chosen) }
        }
        var incidents: [RuleTest.IncidentExpectation]?
        if keys.contains("incidents") {
            incidents = keys.list("incidents").compactMap { node in
                MappingReader.read(node, named: "incidents", faults: keys.faults) {
                    RuleTest.IncidentExpectation(reading: $0, rules: chosen)
                }
            }
        }
        let until = keys.scalar("until", as: .time(in: zone))
        guard let name else { return nil }
        return RuleTest(
            name: name,
            place: keys.place,
            rules: chosen,
            readings: readings,
            expectations: expectations,
            incidentExpectations: incidents,
            end: until ?? end(readings, expectations),
            fleet: fleet,
            corridors: corridors,
            engine: engine,
            zone: zone
        )
    }

    /// When the next readings would be due, and nothing that is expected is still to come.
    private func end(_ readings: [ReadingRun], _ expectations: [RuleTest.Expectation]) -> Timestamp {
        let expected = expectations.flatMap { expectation -> [Timestamp] in
            var times = [expectation.raised].compactMap(\.self)
            if case .at(let time) = expectation.clearing { times.append(time) }
            return times.map { $0.advanced(byNanoseconds: expectation.toleranceNanoseconds) }
        }
        return (readings.map(\.end) + expected).max() ?? .distantPast
    }

    private func readingRun(in keys: MappingReader) -> ReadingRun? {
        let sensor = keys.required("sensor", as: .text)
        let quantity = keys.required("quantity", as: .text)
        let agency = keys.scalar("agency", as: .text)
        let unit = keys.scalar("unit", as: .text)
        let every = keys.scalar("every", as: .duration(Nanoseconds.perMillisecond...31 * Nanoseconds.perDay))
        let from = keys.required("from", as: .time(in: zone))
        let values = keys.required("values", as: .readings)
        let delay = keys.scalar("delay", as: .duration(0...31 * Nanoseconds.perDay))
        let delivered = keys.scalar("delivered", as: .time(in: zone))
        let quality = keys.scalar("quality", as: .word(of: Quality.allCases.map(\.name)))
        guard let sensor, let quantity, let from, let values else { return nil }
        return ReadingRun(
            place: keys.place,
            series: SeriesKey(
                agency: agency ?? fleet.first { $0.sensor == sensor }?.agency ?? "test",
                sensor: sensor,
                quantity: Quantity(quantity)
            ),
            unit: unit ?? "",
            start: from,
            everyNanoseconds: every ?? Nanoseconds.perMinute,
            values: values,
            delayNanoseconds: delay ?? 0,
            delivered: delivered,
            quality: quality.flatMap { name in Quality.allCases.first { $0.name == name } }
        )
    }

    private func expectation(in keys: MappingReader, rules: [Rule]) -> RuleTest.Expectation? {
        let rule = keys.required("rule", as: .word(of: rules.map(\.name)))
        let sensor = keys.required("sensor", as: .text)
        let raised = keys.scalar("raised", as: .time(in: zone))
        let clearing = keys.scalar("cleared", as: .clearing(in: zone))
        var expectation = RuleTest.Expectation(rule: rule ?? "", sensor: sensor ?? "")
        expectation.quantity = keys.scalar("quantity", as: .text)
        expectation.severity = keys.scalar("severity", as: .severity)
        expectation.raised = raised
        expectation.clearing = clearing ?? .any
        expectation.saying = SayingExpectation(reading: keys, prefix: "")
        expectation.clearedSaying = SayingExpectation(reading: keys, prefix: "cleared_")
        if let within = keys.scalar("within", as: .duration(0...31 * Nanoseconds.perDay)) {
            expectation.toleranceNanoseconds = within
        }
        return rule == nil || sensor == nil ? nil : expectation
    }
}

extension ScalarForm where Value == Timestamp {
    /// An instant, in a zone where it names none.
    fileprivate static func time(in zone: TimeZoneRule) -> ScalarForm {
        ScalarForm("a time such as \"2026-03-02 08:00\", or RFC 3339") { TestTime.parse($0, in: zone) }
    }
}

extension ScalarForm where Value == RuleTest.Expectation.Clearing {
    fileprivate static func clearing(in zone: TimeZoneRule) -> ScalarForm {
        ScalarForm("a time such as \"2026-03-02 08:00\", or never") { text in
            text == "never" ? .never : TestTime.parse(text, in: zone).map { .at($0) }
        }
    }
}

extension ScalarForm where Value == [Double?] {
    fileprivate static var readings: ScalarForm {
        ScalarForm("values such as \"150x6 210x12 _x3 100\", at most \(RuleTestLimits.readings)") {
            ReadingRun.values(of: $0)
        }
    }
}
