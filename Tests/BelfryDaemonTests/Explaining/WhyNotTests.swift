import BelfryDetection
import BelfryModel
import Testing

@testable import BelfryDaemon

@Suite("Why a rule stayed silent")
struct WhyNotTests {
    private static let start = Timestamp(rfc3339: "2026-03-02T08:00:00Z")!

    private static func series(_ unit: String = "ug/m3", _ quantity: String = "no2") -> SeriesDescriptor {
        SeriesDescriptor(
            id: SeriesID(0),
            key: SeriesKey(agency: "env", sensor: "aq-1", quantity: Quantity(quantity)),
            unit: Unit(unit),
            domain: .air,
            zone: "north",
            cadenceNanoseconds: 10 * Nanoseconds.perMinute
        )
    }

    /// The rule of a text, asked why it is silent at 10:00 about readings every ten minutes from 8:00 on.
    private func answer(
        _ keys: String,
        values: String,
        unit: String = "ug/m3",
        quantity: String = "no2",
        every: Int64 = 10 * Nanoseconds.perMinute,
        quality: Quality = .good,
        corridors: String = "[]",
        isOutOfService: Bool = false
    ) throws -> WhyNotAnswer {
        let rule = try RuleFiles.rule(inText: "{ name: r, severity: minor, \(keys) }", source: "test")
        var readings: [Reading] = []
        for (index, value) in (ReadingRun.values(of: values) ?? []).enumerated() {
            guard let value else { continue }
            let time = Self.start.advanced(byNanoseconds: Int64(index) * every)
            let flags: QualityFlags = quality == .unknown ? .unitUnknown : []
            readings.append(
                Reading(
                    series: SeriesID(0),
                    value: value,
                    eventTime: time,
                    arrivalTime: time,
                    quality: quality,
                    flags: flags
                )
            )
        }
        let instant = Self.start.advanced(byNanoseconds: 12 * every)
        let span = WhyNot.span(of: rule, around: instant)
        var series = Self.series(unit, quantity)
        series.cadenceNanoseconds = every
        series.isOutOfService = isOutOfService
        return WhyNot(
            rule: rule,
            series: series,
            members: [series],
            readings: readings.filter { $0.eventTime >= span.from && $0.eventTime < span.to },
            instant: instant,
            configuration: try load("\(soundBroker)\ncorridors: \(corridors)")
        ).answer
    }

    @Test("A sensor out of service, and a station of a corridor that the rule leaves out")
    func leftOut() throws {
        expect(
            try answer("above: 200", values: "250x12", isOutOfService: true),
            stopsAt: .match,
            saying: "aq-1 is out of service"
        )
        expect(
            try answer(
                "outside_corridors: true, above: 200",
                values: "250x12",
                corridors: "[ { id: ring, stations: [ aq-1, aq-2 ] } ]"
            ),
            stopsAt: .match,
            saying: "leaves stations of corridors out"
        )
    }

    private func expect(
        _ answer: WhyNotAnswer,
        stopsAt name: WhyNotAnswer.Name,
        saying words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(answer.steps.last?.name == name, "\(answer.steps)", sourceLocation: sourceLocation)
        #expect(answer.steps.last?.isStop == true, sourceLocation: sourceLocation)
        let text = answer.steps.last?.text ?? ""
        #expect(text.contains(words), "\(text)", sourceLocation: sourceLocation)
        #expect(answer.steps.dropLast().allSatisfy { !$0.isStop }, sourceLocation: sourceLocation)
    }

    private static let hour = "window: { tumbling: 1h, aggregate: mean }"

    @Test("It is not meant for the series")
    func match() throws {
        let answer = try answer("match: { quantity: no2, zone: south }, above: 200", values: "150x12")
        expect(answer, stopsAt: .match, saying: "zone=south, and the zone is north")
    }

    @Test("Its unit does not go with the series")
    func unit() throws {
        expect(try answer("above: 200 Cel", values: "150x12"), stopsAt: .unit, saying: "cannot be compared")
    }

    @Test("Its readings come without a unit")
    func noUnit() throws {
        let answer = try answer("above: 0.3 m", values: "0.5x12", unit: "m", quantity: "water_level", quality: .unknown)
        expect(answer, stopsAt: .unit, saying: "declare the unit at the subscription: unit: { water_level: m }")
        expect(
            try self.answer("detector: flat_line, duration: 2h", values: "1 2 1 2 1 2 1 2 1 2 1 2", quality: .unknown),
            stopsAt: .limit,
            saying: "had nothing to say"
        )
    }

    @Test("Detectors that look at more than a limit name theirs as well")
    func limitsOfOthers() throws {
        expect(
            try answer(
                "detector: flood, above: 30 cm",
                values: "0.1x5 0.18 0.22 0.24 0.22 0.2 0.1x2",
                unit: "m",
                quantity: "water_level",
                every: Nanoseconds.perMinute
            ),
            stopsAt: .limit,
            saying:
                "0.24 m at 2026-03-02T08:07:00Z, and the limit is above 0.3 m; what comes in one step has to stand for 5m"
        )
        expect(
            try answer(
                "detector: crowd, above: 4 1/m2",
                values: "1 1.2 1.1 1.4 1.5 1.3 1 1 1 1 1 1",
                unit: "1/m2",
                quantity: "people_density",
                every: Nanoseconds.perMinute
            ),
            stopsAt: .limit,
            saying: "1.5"
        )
        expect(
            try answer(
                "detector: co_dose",
                values: "2x6 11 4x5",
                unit: "mg/m3",
                quantity: "co",
                every: Nanoseconds.perMinute
            ),
            stopsAt: .limit,
            saying: "11 mg/m³ at 2026-03-02T08:06:00Z, and the limit is a dose that grows from 34.9"
        )
    }

    @Test("A watch for shifts tells how far its sum came")
    func shift() throws {
        let days = "20 21 19 22 20 18 21 20 19 21 22 24"
        let answer = try answer("detector: shift, threshold: 12", values: days, every: Nanoseconds.perDay)
        expect(answer, stopsAt: .limit, saying: "scatters, and the limit is threshold 12")
    }

    @Test("An air law names its mean and its value, and an hour that has hardly begun is none")
    func airLaw() throws {
        let law = "detector: air_standard, standard: eu, level: alert"
        expect(
            try answer(law, values: "100x6 180x6 150x6"),
            stopsAt: .limit,
            saying:
                "180 µg/m³ at 2026-03-02T09:00:00Z, and the limit is above 400 µg/m³; it asks for 3 means of an hour in a row"
        )
        expect(
            try answer(law, values: "450x3", every: Nanoseconds.perMinute),
            stopsAt: .enough,
            saying: "had 3 readings, too few to be judged"
        )
    }

    @Test("What comes after the last reading does not count as held")
    func holdingSoFar() throws {
        expect(
            try answer("above: 200, for: 1h", values: "150x10 250x2"),
            stopsAt: .holding,
            saying: "held for 10m, from 2026-03-02T09:40:00Z on, and the rule asks for 1h"
        )
    }

    @Test("Nothing came, or nothing good")
    func readings() throws {
        expect(try answer("above: 200", values: "150x3"), stopsAt: .readings, saying: "no readings between")
        expect(try answer("above: 200", values: "250x12", quality: .bad), stopsAt: .quality, saying: "are bad")
    }

    @Test("The value that came closest")
    func limit() throws {
        expect(
            try answer("above: 200 ug/m3", values: "150x7 186 150 192 140 130"),
            stopsAt: .limit,
            saying: "192 µg/m³ at 2026-03-02T09:30:00Z, and the limit is above 200 µg/m³"
        )
        expect(
            try answer("above: 0.2 mg/m3, \(Self.hour)", values: "100x6 180x6 150x6"),
            stopsAt: .limit,
            saying: "180 µg/m³ at 2026-03-02T09:00:00Z, and the limit is above 200 µg/m³"
        )
        expect(
            try answer("below: 20, above: 200", values: "150x7 25 150 192 140 130"),
            stopsAt: .limit,
            saying: "the value closest to it was 25 µg/m³"
        )
        expect(
            try answer("detector: rate_of_change, rises_by: 100, per: 10m", values: "50x8 80 140 130 130"),
            stopsAt: .limit,
            saying: "60 µg/m³ at"
        )
    }

    @Test("A limit that has to be passed more than once says so")
    func repetition() throws {
        expect(
            try answer("detector: wrong_way, against: 10 km/h", values: "70x9 -40 70x2", unit: "km/h"),
            stopsAt: .limit,
            saying:
                "-40 km/h at 2026-03-02T09:30:00Z, and the limit is against -10 km/h; it asks for 2 detections within 1m"
        )
    }

    @Test("It held, but not long enough")
    func holding() throws {
        expect(
            try answer("above: 200, for: 1h", values: "150x6 250x4 150x2"),
            stopsAt: .holding,
            saying: "held for 40m, from 2026-03-02T09:00:00Z to 2026-03-02T09:40:00Z, and the rule asks for 1h"
        )
    }

    @Test("The window had too little")
    func enough() throws {
        expect(
            try answer("above: 200, \(Self.hour)", values: "100x6 250x2 _x4 100x6"),
            stopsAt: .enough,
            saying: "had 2 readings, too few to be judged"
        )
    }

    @Test("It did speak")
    func raised() throws {
        let answer = try answer("above: 200", values: "150x6 250x12")
        expect(answer, stopsAt: .raised, saying: "raised 2026-03-02T09:00:00Z")
        #expect(answer.steps.last?.finding?.rule == "r")
    }

    @Test("A detector without a limit says at least what it saw")
    func others() throws {
        let answer = try answer("detector: flat_line, duration: 1h", values: "1 2 3 4 5 6 7 8 9 10 11 12")
        expect(answer, stopsAt: .limit, saying: "had nothing to say")
    }

    @Test("Its hours are over")
    func hours() throws {
        // 10:00 on a Monday.
        expect(
            try answer("above: 100, when: { days: [ sat, sun ] }", values: "150x12"),
            stopsAt: .when,
            saying: "not judged"
        )
        expect(
            try answer("above: 200, when: { hours: \"06:00-20:00\" }", values: "150x12"),
            stopsAt: .limit,
            saying: "150 µg/m³"
        )
    }

    @Test("A rule over a group is asked with all of its members")
    func group() throws {
        let rule = try RuleFiles.rule(
            inText: "{ name: r, severity: minor, above: 200, \(Self.hour), group: { by: zone } }",
            source: "test"
        )
        var second = Self.series()
        second.id = SeriesID(1)
        second.key.sensor = "aq-2"
        second.identity = second.key.identity
        var readings: [Reading] = []
        for index in 0..<18 {
            let time = Self.start.advanced(byNanoseconds: Int64(index) * 10 * Nanoseconds.perMinute)
            for (number, value) in [(SeriesID(0), 250.0), (SeriesID(1), 130)] {
                readings.append(Reading(series: number, value: value, eventTime: time, arrivalTime: time))
            }
        }
        let question = WhyNot(
            rule: rule,
            series: Self.series(),
            members: [Self.series(), second],
            readings: readings,
            instant: Self.start.advanced(byNanoseconds: 2 * Nanoseconds.perHour),
            configuration: try load(soundBroker)
        )
        expect(question.answer, stopsAt: .limit, saying: "190 µg/m³")
    }
}
