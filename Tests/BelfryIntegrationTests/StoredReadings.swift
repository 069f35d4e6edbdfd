import BelfryModel
import BelfryStore

/// What a stopped daemon left in its database.
struct StoredReadings {
    /// By sensor, in the order of arrival.
    private let bySensor: [String: [Reading]]
    let count: Int

    init(databasePath: String) throws {
        let store = try Store(StoreConfiguration(path: databasePath, isReadOnly: true))
        defer { try? store.close() }
        let names = Dictionary(uniqueKeysWithValues: try store.series().map { ($0.id, $0.key.sensor) })
        var bySensor: [String: [Reading]] = [:]
        var count = 0
        let report = try store.replayJournal(since: .distantPast) { reading in
            bySensor[names[reading.series] ?? "unknown series \(reading.series)", default: []].append(reading)
            count += 1
        }
        guard report.damagedCount == 0 else { throw Damage(rows: report.damagedRows) }
        self.bySensor = bySensor
        self.count = count
    }

    struct Damage: Error {
        var rows: [Int64]
    }

    /// The readings of a sensor.
    subscript(sensor: String) -> [Reading] { bySensor[sensor] ?? [] }

    /// The values of a sensor that ought to be `range`, each once, that are not: missing ones and repeated ones.
    func faults(of sensor: String, expecting range: Range<Int>) -> (missing: [Int], repeated: [Int]) {
        var times: [Int: Int] = [:]
        for reading in self[sensor] { times[Int(reading.value), default: 0] += 1 }
        let missing = range.filter { times[$0] == nil }
        let repeated = times.filter { $0.value > 1 || !range.contains($0.key) }.keys.sorted()
        return (missing, repeated)
    }
}
