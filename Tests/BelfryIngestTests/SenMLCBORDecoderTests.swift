import BelfryModel
import Testing

@testable import BelfryIngest

/// SenML in CBOR: RFC 8428, section 6, and what RFC 8949 lets its items look like.
@Suite struct SenMLCBORDecoderTests {
    let scene = Scene(.below("env", .senmlCBOR))

    /// Base fields, a relative time, numbers of four encodings, and a sum.
    ///
    /// [{-2: "s:", -3: 1790000000.5, -4: "Cel", -1: 5, 0: "temperature", 2: 20.5},
    ///  {0: "humidity", 1: "%RH", 6: -5, 2: 60}, {0: "temperature", 6: 2, 2: 21.0, 5: 3}].
    private static let pack = """
        83 A6 21 62 73 3A 22 FB 41 DA AC 4E E0 20 00 00 23 63 43 65 6C 20 05 00 6B 74 65 6D 70 65 72 61 74 75 72 65
        02 F9 4D 20 A4 00 68 68 75 6D 69 64 69 74 79 01 63 25 52 48 06 24 02 18 3C
        A4 00 6B 74 65 6D 70 65 72 61 74 75 72 65 06 02 02 FA 41 A8 00 00 05 03
        """

    @Test func recordsAreReadByTheRulesOfTheOtherEncoding() {
        let json = """
            [{"bn":"s:","bt":1790000000.5,"bu":"Cel","bver":5,"n":"temperature","v":20.5},
             {"n":"humidity","u":"%RH","t":-5,"v":60},{"n":"temperature","t":2,"v":21,"s":3}]
            """
        let expected = Scene(.below("env", .senml)).decode("env/depot", json).readings
        #expect(expected.count == 4)
        #expect(decode(Self.pack).readings == expected)
    }

    @Test func timesOfTheirDoublesAreThoseThatWereWritten() {
        // 1276020076.001, which no double holds, with -5 beside it.
        let message = decode("81 A5 21 62 73 3A 22 FB 41 D3 03 A1 5B 00 10 62 00 61 76 06 24 02 01")
        #expect(message.readings.first?.eventTime.nanoseconds == 1_276_020_071_001_000_000)
        #expect(SenMLTime(0.1).draft == .sinceArrival(100_000_000))
        #expect(SenMLTime(-0.5).draft == .sinceArrival(-500_000_000))
        for unreadable in [Double.nan, .infinity, -.infinity, 1e300, -0x1p33] {
            #expect(SenMLTime(unreadable).draft == .unreadable)
        }
        #expect(SenMLTime(integer: .max).draft == .unreadable)
    }

    @Test(
        arguments: [
            ("00", 0), ("17", 23), ("18 FF", 255), ("19 01 00", 256), ("1A 00 01 00 00", 65_536),
            ("1B FF FF FF FF FF FF FF FF", 0x1p64), ("20", -1), ("38 63", -100),
            ("3B FF FF FF FF FF FF FF FF", -0x1p64),
            ("F9 3C 00", 1), ("F9 C4 00", -4), ("F9 7B FF", 65_504), ("F9 00 01", 0x1p-24), ("F9 04 00", 0x1p-14),
            ("FA 47 C3 50 00", 100_000), ("FB 3F F1 99 99 99 99 99 9A", 1.1),
            // Decimal fractions, in one piece and open: 27315 × 10^-2, -12 × 10^-1, 1 × 10^-30.
            ("C4 82 21 19 6A B3", 273.15), ("C4 9F 20 2B FF", -1.2), ("C4 82 38 1D 01", 1e-30),
            // Big numbers, and tags that say nothing here.
            ("C2 49 00 FF FF FF FF FF FF FF FF", 0x1p64), ("C3 41 63", -100), ("C1 01", 1), ("D9 D9 F7 01", 1),
        ] as [(String, Double)]
    )
    func numbers(_ bytes: String, _ value: Double) {
        #expect(decode("81 A2 00 63 73 3A 76 02 \(bytes)").readings.map(\.value) == [value], "\(bytes)")
    }

    @Test func lengthsMayBeOpen() {
        // [_ {_ -2: (_ "s", ":"), 0: "v", 2: 1}, {0: "v", 2: 2}], with the pack marked as CBOR.
        let message = decode("D9 D9 F7 9F BF 21 7F 61 73 61 3A FF 00 61 76 02 01 FF A2 00 61 76 02 02 FF")
        #expect(message.readings.map(\.key.sensor) == ["s", "s"])
        #expect(message.readings.map(\.value) == [1, 2])
    }

    @Test func unknownLabelsAreIgnoredWithAllThatIsInThem() {
        // "x": [{"a": [1, h'00', null, undefined]}], 99: (_ h'01', h'02'), -7: simple(255), "v2": "…"
        let unknown = "61 78 81 A1 61 61 84 01 41 00 F6 F7 18 63 5F 41 01 41 02 FF 26 F8 FF 62 76 32 62 2E 2E"
        #expect(decode("81 A6 00 63 73 3A 76 \(unknown) 02 01").readings.map(\.value) == [1])
        #expect(decode("81 A2 61 6E 63 73 3A 76 61 76 01").readings.map(\.value) == [1], "labels as texts")
        #expect(decode("81 A2 7F 61 6E FF 63 73 3A 76 02 01").readings.map(\.value) == [1], "labels in chunks")
    }

    @Test(
        arguments: [
            // Rules of SenML.
            ("81 A3 00 61 6E 02 01 62 78 5F 02", .undecoded, .mustUnderstand),
            ("81 A3 00 61 6E 02 01 7F 61 78 61 5F 60 FF 02", .undecoded, .mustUnderstand),
            ("81 A2 20 0B 02 01", .undecoded, .unsupportedVersion), ("81 A2 20 F9 45 00 02 01", .malformed, .wrongType),
            ("81 A2 02 61 31 00 61 6E", .malformed, .wrongType), ("81 A2 00 07 02 01", .malformed, .wrongType),
            ("81 A2 06 63 6E 6F 77 02 01", .malformed, .wrongType), ("81 01", .malformed, .wrongType),
            ("A2 00 61 6E 02 01", .malformed, .wrongType), ("81 A2 00 61 6E 02 F6", .malformed, .wrongType),
            ("81 A2 00 61 6E 08 61 61", .malformed, .wrongType), ("81 A2 00 61 6E 04 01", .malformed, .wrongType),
            ("81 A3 00 61 6E 02 01 04 F5", .malformed, .brokenRule),
            ("81 A3 00 61 6E 02 01 02 02", .malformed, .duplicateKey),
            ("81 A2 00 61 6E 03 61 78", .undecoded, .notANumber), ("81 A2 00 61 6E 08 41 78", .undecoded, .notANumber),
            ("80", .malformed, .brokenRule), ("9F FF", .malformed, .brokenRule),
            ("81 A1 02 01", .malformed, .brokenRule),
            ("81 A2 00 63 73 3A 76 02 F9 7E 00", .ignored, .noValue),
            ("81 A2 00 63 73 3A 76 02 F9 7C 00", .undecoded, .notFinite),
            ("81 A2 00 63 73 3A 76 02 C4 82 19 03 E8 01", .undecoded, .notFinite),
            // Rules of CBOR.
            ("81 A1 02 1C", .malformed, .notCBOR), ("81 A1 02 1F", .malformed, .notCBOR),
            ("81 A1 02 FF", .malformed, .notCBOR),
            ("81 BF 02 FF", .malformed, .notCBOR), ("81 A2 00 61 61 02 01 00", .malformed, .notCBOR),
            ("FF", .malformed, .wrongType), ("81 A1 18 63 F8 18", .malformed, .notCBOR),
            ("81 A1 00 7F 41 61 FF", .malformed, .notCBOR), ("81 A1 00 7F 7F 61 61 FF FF", .malformed, .notCBOR),
            ("81 A1 00 62 C3 28", .malformed, .notUTF8), ("81 A1 00 7F 61 C3 61 A9 FF", .malformed, .notUTF8),
            ("9B FF FF FF FF FF FF FF FF A2 00 61 61 02 01", .malformed, .notCBOR),
            ("81 A1 00 7B FF FF FF FF FF FF FF FF 61", .malformed, .notCBOR),
            ("81 A1 02 C4 82 01", .malformed, .notCBOR), ("81 A1 02 C4 83 01 01 01", .malformed, .notCBOR),
            ("81 A1 02 C4 82 61 31 01", .malformed, .notCBOR),
            ("81 A1 02 C4 82 01 3B FF FF FF FF FF FF FF FF", .malformed, .notCBOR),
            ("81 A1 02 C2 49 01 00 00 00 00 00 00 00 00", .malformed, .wrongType),
        ] as [(String, Outcome, Reason)]
    )
    func refusals(_ bytes: String, _ outcome: Outcome, _ reason: Reason) {
        let message = decode(bytes)
        #expect(message.outcome == outcome, "\(bytes)")
        #expect(message.reason == reason, "\(bytes)")
        #expect(message.readings.isEmpty)
    }

    @Test func whatIsNestedTooDeepIsRefused() {
        let deep = { (levels: Int, byte: String) in Array(repeating: byte, count: levels).joined(separator: " ") }
        for byte in ["81", "C1", "9F"] {
            #expect(decode("81 A2 18 63 \(deep(40, byte)) 00 02 01").reason == .tooDeep, "\(byte)")
            #expect(decode("81 A2 18 63 \(deep(60_000, byte))").reason == .tooDeep, "\(byte)")
        }
        #expect(decode("\(deep(60_000, "C1"))").reason == .tooDeep)
        #expect(decode("81 A3 18 63 \(deep(20, "81")) 00 00 63 73 3A 76 02 01").readings.count == 1)
    }

    @Test func aPackCutShortAnywhereIsMalformed() {
        let bytes = Self.bytes(Self.pack)
        for end in 1..<bytes.count {
            let disposition = scene.send("env/x", Array(bytes.prefix(end)))
            #expect(disposition.outcome == .malformed, "cut at \(end)")
        }
        #expect(scene.batch.readings.isEmpty)
    }

    @Test func changedBytesNeverTrap() {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("CBOR mutation seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let original = Self.bytes(Self.pack)
        for _ in 0..<20_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            scene.send("env/x", bytes)
            if scene.batch.readings.contains(where: { !$0.value.isFinite }) { Issue.record("seed \(seed)") }
            scene.batch.removeAll()
        }
    }

    @Test func packsAreRecognised() {
        let scene = Scene(.below("env", .auto))
        #expect(decode(Self.pack, in: scene).format == .senmlCBOR)
        #expect(decode("D9 D9 F7 \(Self.pack)", in: scene).format == .senmlCBOR)
        #expect(!decode(Self.pack, in: scene).grounds.isEmpty)
        #expect(decode("82 01 02", in: scene).format == .auto)
        #expect(decode("81 A1 18 63 01", in: scene).format == .auto)
        #expect(decode("C3 BC 62", in: scene).format == .auto)
    }

    private func decode(_ hexadecimal: String, in other: Scene? = nil) -> DecodedMessage {
        (other ?? scene).decode("env/depot", Self.bytes(hexadecimal))
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        hexadecimal.split { $0 == " " || $0 == "\n" }.compactMap { UInt8($0, radix: 16) }
    }
}
