import BelfryModel
import Testing

@testable import BelfryStore

/// The packed row: exact, small, and not to be hurt by damage.
@Suite struct JournalRowTests {
    @Test("A second of a city comes back bit for bit, at 10 bytes a reading")
    func cityRoundTrip() throws {
        var random = SeededRandom(seed: 1)
        let readings = cityReadings(1_000, using: &random)
        let row = JournalRow(readings)
        #expect(try JournalRow.readings(in: row.data) == readings)
        #expect(row.data.count < 11 * readings.count, "\(row.data.count) bytes")
    }

    @Test("No readings are a row as well")
    func empty() throws {
        #expect(try JournalRow.readings(in: JournalRow([]).data) == [])
    }

    @Test("The row's times are those of its readings")
    func times() {
        let row = JournalRow([
            reading(1, event: start.after(seconds: -5), arrival: start),
            reading(2, event: start.after(seconds: -9), arrival: start.after(seconds: 1)),
        ])
        #expect(row.times.arrivalMinimum == start)
        #expect(row.times.arrivalMaximum == start.after(seconds: 1))
        #expect(row.times.eventMinimum == start.after(seconds: -9))
        #expect(row.times.eventMaximum == start.after(seconds: -5))
    }

    @Test(
        "Every value comes back bit for bit",
        arguments: [
            0, -0.0, 1, -1, 21.4, 0.1, 0.3, 1e-5, 123.45678, 1e15, 9_007_199_254_740_991, 9_007_199_254_740_994,
            1e300, -1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .pi, .infinity, -.infinity, .nan,
            Double(Float(21.4)), 0.1 + 0.2, 1 / 3.0,
        ]
    )
    func exactValues(value: Double) throws {
        let row = JournalRow([reading(value, event: start)])
        #expect(try JournalRow.readings(in: row.data).first?.value.bitPattern == value.bitPattern)
    }

    @Test("Short decimals take two bytes", arguments: [21.4, 0.05, 41.5, -3.2])
    func shortDecimals(value: Double) {
        guard case .decimal = PackedValue(value) else {
            Issue.record("\(value) is not packed as a decimal")
            return
        }
    }

    @Test("Any reading comes back, whatever its fields", arguments: [UInt64(7), 8, 9])
    func anyRoundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let readings = (0..<5_000).map { _ in anyReading(using: &random) }
        let decoded = try JournalRow.readings(in: JournalRow(readings).data)
        #expect(decoded.count == readings.count)
        for (left, right) in zip(decoded, readings) {
            #expect(left.value.bitPattern == right.value.bitPattern, "seed \(seed)")
            var same = left
            same.value = right.value
            var expected = right
            expected.value = same.value
            #expect(same == expected || right.value.isNaN, "seed \(seed)")
        }
    }

    @Test("A flipped bit anywhere is an error")
    func flippedBits() {
        var random = SeededRandom(seed: 3)
        let data = JournalRow(cityReadings(50, using: &random)).data
        for index in data.indices {
            for bit in 0..<8 {
                var damaged = data
                damaged[index] ^= 1 << bit
                #expect(throws: JournalFault.self) { try JournalRow.readings(in: damaged) }
            }
        }
    }

    @Test("A row cut short anywhere is an error")
    func truncated() {
        var random = SeededRandom(seed: 4)
        let data = JournalRow(cityReadings(20, using: &random)).data
        for count in 0..<data.count {
            #expect(throws: JournalFault.self) { try JournalRow.readings(in: Array(data.prefix(count))) }
        }
    }

    @Test("Damage behind a matching checksum never traps", arguments: [UInt64(11), 12, 13, 14])
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let readings = (0..<40).map { _ in anyReading(using: &random) }
        let deliveries = (0..<40).map { _ in anyDelivery(using: &random) }
        let bodies = [JournalRow(readings).data, PackedDeliveries.encode(deliveries)].map { $0.dropLast(4) }
        for _ in 0..<4_000 {
            for body in bodies {
                var writer = ByteWriter(capacity: body.count)
                for byte in mutated(Array(body), using: &random) { writer.append(byte) }
                let data = writer.sealed()
                // An answer or an error: both will do.
                _ = try? JournalRow.readings(in: data)
                _ = try? PackedDeliveries.decode(data)
            }
        }
    }

    @Test("Deliveries come back exactly, in 9 to 11 bytes each")
    func deliveries() throws {
        let deliveries = (0..<1_000).map { index in
            StoredDelivery(source: 2, messageID: UInt16(truncatingIfNeeded: 65_000 + index), hash: ~UInt64(index))
        }
        let data = PackedDeliveries.encode(deliveries)
        #expect(try PackedDeliveries.decode(data) == deliveries)
        #expect(data.count < 10 * deliveries.count)
        var random = SeededRandom(seed: 5)
        let any = (0..<2_000).map { _ in anyDelivery(using: &random) }
        #expect(try PackedDeliveries.decode(PackedDeliveries.encode(any)) == any)
    }
}

private func anyReading(using random: inout SeededRandom) -> Reading {
    let instants: [Int64] = [.min, .max, 0, -1, 1, start.nanoseconds, start.nanoseconds + 123_456_789]
    func instant() -> Timestamp {
        let units: [Int64] = [1, 1_000, 1_000_000, 1_000_000_000]
        let unit = units.randomElement(using: &random)!
        let near = start.nanoseconds / unit * unit &+ Int64.random(in: -5_000...5_000, using: &random) &* unit
        return Timestamp(nanoseconds: Bool.random(using: &random) ? near : instants.randomElement(using: &random)!)
    }
    let arrival = instant()
    return Reading(
        series: SeriesID(
            Bool.random(using: &random)
                ? .random(in: 0...20, using: &random) : .random(in: .min ... .max, using: &random)
        ),
        value: Bool.random(using: &random)
            ? Double.random(in: -50...50, using: &random).rounded() / 10 : Double(bitPattern: random.next()),
        eventTime: Bool.random(using: &random) ? arrival : instant(),
        arrivalTime: arrival,
        quality: Quality.allCases.randomElement(using: &random)!,
        flags: QualityFlags(rawValue: Bool.random(using: &random) ? 0 : .random(in: 0 ... .max, using: &random)),
        timeSource: Bool.random(using: &random) ? .payload : .arrival
    )
}

private func anyDelivery(using random: inout SeededRandom) -> StoredDelivery {
    StoredDelivery(
        source: Bool.random(using: &random) ? 0 : .random(in: .min ... .max, using: &random),
        messageID: .random(in: 0 ... .max, using: &random),
        hash: random.next()
    )
}

private func mutated(_ bytes: [UInt8], using random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[index] = .random(in: 0 ... .max, using: &random)
        case 2: bytes.remove(at: index)
        default: bytes.insert(0xff, at: index)
        }
    }
    return bytes
}
