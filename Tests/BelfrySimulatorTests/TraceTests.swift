import BelfryModel
import Testing

@testable import BelfrySimulator

struct TraceTests {
    private static let start = Timestamp(rfc3339: "2026-11-23T06:00:00Z") ?? .distantPast

    /// Reads a whole text in pieces of a length.
    private func read<Record: TraceLine>(
        _ text: String,
        as type: Record.Type,
        pieces: Int = 4_096
    ) -> (records: [Record], faults: [TraceFault]) {
        var reader = TraceReader<Record>()
        var records: [Record] = []
        var faults: [TraceFault] = []
        func take(_ result: Result<Record, TraceFault>) {
            switch result {
            case .success(let record): records.append(record)
            case .failure(let fault): faults.append(fault)
            }
        }
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            reader.append(bytes[start..<min(start + pieces, bytes.count)], take)
        }
        reader.finish(take)
        return (records, faults)
    }

    @Test(arguments: [1, 7, 65_536])
    func aTraceComesBackAsItWasWritten(_ pieces: Int) {
        var city = SimulatedCity(seed: 9, start: Self.start)
        let records = city.messages(until: Self.start.advanced(byNanoseconds: 10 * Nanoseconds.perSecond))
            .map { TraceRecord($0) }
        let text = records.map(\.line).joined(separator: "\n") + "\n"
        let result = read(text, as: TraceRecord.self, pieces: pieces)
        #expect(result.records == records)
        #expect(result.faults == [])
    }

    @Test func truthComesBackAsItWasWritten() {
        let options = SimulationOptions(scenarios: Scenario.oneOfEach(firstSeconds: 60, lastingSeconds: 600))
        let truth = SimulatedCity(seed: 9, start: Self.start, options: options).truth
        let result = read(truth.map(\.line).joined(separator: "\n"), as: TruthEvent.self)
        #expect(result.records == truth)
        #expect(result.faults == [])
    }

    @Test func theLineIsTheOneThatIsPublished() {
        let record = TraceRecord(
            arrival: Self.start.advanced(byNanoseconds: 120_000_000),
            topic: "a/\"b\"",
            payload: Array("47.3".utf8)
        )
        let line =
            #"{"arrival":"2026-11-23T06:00:00.120Z","topic":"a/\"b\"","#
            + #""payload_base64":"NDcuMw==","retained":false}"#
        #expect(record.line == line)
    }

    @Test func pausesAndClocksComeBackAsTheyWereWritten() throws {
        let (from, to) = (Timestamp(seconds: 132), Timestamp(milliseconds: 1_795_003_218_125))
        let entries: [(TraceEntry, String)] = [
            (.pause(TracePause(arrival: to)), TracePause(arrival: to).line),
            (.pause(TracePause(arrival: to, unheardSince: from)), TracePause(arrival: to, unheardSince: from).line),
            (.clock(TraceClock(from: from, to: to)), TraceClock(from: from, to: to).line),
        ]
        for (entry, line) in entries { #expect(try TraceEntry(line: Array(line.utf8)) == entry) }
        #expect(entries[2].1 == "{\"arrival\":\"2026-11-18T12:00:18.125Z\",\"clock_was\":\"1970-01-01T00:02:12Z\"}")
        let back = TraceClock(from: to, to: from).line
        #expect(throws: TraceLineFault.self) { try TraceEntry(line: Array(back.utf8)) }
    }

    @Test func everyPayloadSurvives() {
        var random = SplitMix64(seed: 1)
        for length in 0..<70 {
            let payload = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let record = TraceRecord(arrival: Self.start, topic: "t", payload: payload, isRetained: length % 2 == 0)
            #expect(read(record.line, as: TraceRecord.self).records == [record])
        }
    }

    @Test func foreignOrderKeysAndEscapesAreFine() {
        let line =
            #" {"note":null,"n":1.5e3,"tags":["x"],"payload_base64":"","topic":"caf\u00e9\/\ud83d\ude00","#
            + #""arrival":"2026-11-23T07:00:00+01:00"} "#
        let record = TraceRecord(arrival: Self.start, topic: "café/😀", payload: [])
        #expect(read(line + "\r\n\n", as: TraceRecord.self).records == [record])
    }

    @Test(arguments: [
        ("nonsense", "a line is one JSON object"),
        (#"{"topic":"a""#, "a comma or the end of the object is expected"),
        (#"{"topic":"a","#, "a text in quotes is expected"),
        (#"{"topic":"a"#, "a text has no end"),
        (#"{"topic" "a"}"#, #"a colon belongs behind "topic""#),
        (#"{"topic":}"#, #""" is no value"#),
        (#"{"topic":{"a":1}}"#, "an object inside the object"),
        (#"{"topic":"a","topic":"b"}"#, #""topic" stands there twice"#),
        (#"{"topic":"\ud800"}"#, "half of a surrogate pair stands in a text"),
        (#"{"topic":"\q"}"#, "an unknown escape stands in a text"),
        (#"{"topic":"\u00g0"}"#, "\\u needs four hexadecimal digits"),
        (#"{"topic":1e999}"#, #""1e999" is no value"#),
        (#"{"arrival":"2026-11-23T06:00:00Z"}"#, #""topic" is missing"#),
        (
            #"{"arrival":"yesterday","topic":"a","payload_base64":""}"#,
            #""arrival" is not a time of RFC 3339 with a zone"#
        ),
        (
            #"{"arrival":"2026-11-23T06:00:00","topic":"a","payload_base64":""}"#,
            #""arrival" is not a time of RFC 3339 with a zone"#
        ),
        (#"{"arrival":"2026-11-23T06:00:00Z","topic":7,"payload_base64":""}"#, #""topic" has to be a text"#),
        (#"{"arrival":"2026-11-23T06:00:00Z","topic":"","payload_base64":""}"#, #""topic" is empty"#),
        (
            #"{"arrival":"2026-11-23T06:00:00Z","topic":"a","payload_base64":"NDc"}"#,
            #""payload_base64" is not base 64"#
        ),
        (
            #"{"arrival":"2026-11-23T06:00:00Z","topic":"a","payload_base64":"ND=="}"#,
            #""payload_base64" is not base 64"#
        ),
        (
            #"{"arrival":"2026-11-23T06:00:00Z","topic":"a","payload_base64":"N==="}"#,
            #""payload_base64" is not base 64"#
        ),
        (
            #"{"arrival":"2026-11-23T06:00:00Z","topic":"a","payload_base64":"","retained":1}"#,
            #""retained" has to be true or false"#
        ),
    ])
    func aDamagedLineIsNamedAndTheOthersAreRead(_ line: String, _ reason: String) {
        let good = TraceRecord(arrival: Self.start, topic: "a", payload: [1])
        let result = read("\(good.line)\n\(line)\n\(good.line)\n", as: TraceRecord.self)
        #expect(result.records == [good, good])
        #expect(result.faults == [TraceFault(line: 2, reason: reason)])
    }

    @Test func bytesThatAreNoTextAreNamed() {
        var reader = TraceReader<TraceRecord>()
        var faults: [TraceFault] = []
        reader.append(Array(#"{"topic":""#.utf8) + [0xFF] + Array("\"}\n".utf8)) {
            if case .failure(let fault) = $0 { faults.append(fault) }
        }
        #expect(faults == [TraceFault(line: 1, reason: "a text is not UTF-8")])
    }

    @Test func aLineWithoutEndIsLetGo() {
        var reader = TraceReader<TraceRecord>()
        var faults: [TraceFault] = []
        var records = 0
        func take(_ result: Result<TraceRecord, TraceFault>) {
            switch result {
            case .success: records += 1
            case .failure(let fault): faults.append(fault)
            }
        }
        reader.append(repeatElement(UInt8(ascii: "x"), count: LineSplitter.byteLimit + 1), take)
        reader.append(Array("\n".utf8), take)
        reader.append(Array(TraceRecord(arrival: Self.start, topic: "a", payload: []).line.utf8), take)
        reader.finish(take)
        #expect(faults == [TraceFault(line: 1, reason: "it has more than \(LineSplitter.byteLimit) bytes")])
        #expect(records == 1)
    }

    @Test(arguments: [("kind", "earthquake"), ("domain", "sea"), ("expect", "doom")])
    func truthOutsideTheVocabularyIsRefused(_ key: String, _ word: String) throws {
        let options = SimulationOptions(scenarios: [
            Scenario(kind: .flood, startNanoseconds: 0, durationNanoseconds: 1, target: "flood-01")
        ])
        let line = try #require(SimulatedCity(seed: 1, start: Self.start, options: options).truth.first).line
        let changed = line.replacing(
            "\"\(key)\":\"\(key == "domain" ? "safety" : "flood")\"",
            with: "\"\(key)\":\"\(word)\""
        )
        .replacing(
            "\"expect\":[\"flood\"]",
            with: key == "expect" ? "\"expect\":[\"\(word)\"]" : "\"expect\":[\"flood\"]"
        )
        let faults = read(changed, as: TruthEvent.self).faults
        #expect(faults.first?.reason.contains("\"\(word)\" is no") == true, "\(changed)")
    }
}
