public import BelfryModel
import GRDB
import Synchronization

extension Store {
    /// Every series known, by number: what the catalog starts from.
    public func series() throws(StoreError) -> [SeriesDescriptor] {
        try journal.read("read the series of") { try Self.series(in: $0) }
    }

    /// Writes into the history which series are new or have changed; they are in the journal already.
    func mirrorSeries() throws(StoreError) {
        let series = unmirrored.withLock { $0 }
        guard !series.isEmpty else { return }
        let now = counters.withLock { $0.lastCommit ?? $0.newestArrival } ?? .distantPast
        do {
            try history.write("write series into") { try Self.insert(series, at: now, withSensors: true, into: $0) }
        } catch {
            // What can never be written must not stand in the way of what can.
            if !error.isWorthRetrying { unmirrored.withLock { $0.removeFirst(series.count) } }
            throw error
        }
        unmirrored.withLock { $0.removeFirst(series.count) }
    }

    /// The history has these to learn.
    func noteSeries(_ series: [SeriesDescriptor]) {
        guard !series.isEmpty else { return }
        unmirrored.withLock { $0 += series }
    }

    /// Brings the series of both files together, as after one of them was lost; where they differ the journal is right.
    func reconcileSeries() throws(StoreError) {
        let inJournal = try series()
        let inHistory = try history.read("read the series of") { try Self.series(in: $0) }
        let numbers = Set(inJournal.map(\.id))
        let identities = Set(inJournal.map(\.identity))
        let lost = inHistory.filter { !numbers.contains($0.id) && !identities.contains($0.identity) }
        if !lost.isEmpty {
            try journal.write("write series into") {
                try Self.insert(lost, at: .distantPast, withSensors: false, into: $0)
            }
        }
        let known = Dictionary(uniqueKeysWithValues: inHistory.map { ($0.id, $0) })
        unmirrored.withLock { $0 = inJournal.filter { known[$0.id] != $0 } }
        try mirrorSeries()
    }

    private static func series(in db: Database) throws -> [SeriesDescriptor] {
        try Row.fetchAll(db, sql: "SELECT * FROM series ORDER BY id").map { row in
            var descriptor = SeriesDescriptor(row)
            descriptor.id = SeriesID(row["id"])
            descriptor.gasReferenceCelsius = row["gas_reference_celsius"]
            return descriptor
        }
    }

    /// Inserts series, and their sensors where they have a table; one that is known by its number takes on what changed.
    static func insert(
        _ series: [SeriesDescriptor],
        at now: Timestamp,
        withSensors: Bool,
        into db: Database
    ) throws {
        guard !series.isEmpty else { return }
        if let beyond = series.first(where: { $0.id.index >= ChunkKey.seriesLimit }) {
            throw StoreError(
                kind: .conflict,
                path: "the store",
                operation: "commit to",
                reason:
                    "series \(beyond.identity) has number \(beyond.id.index); there is room for \(ChunkKey.seriesLimit)"
            )
        }
        let seriesStatement = try db.cachedStatement(
            sql: """
                INSERT INTO series (id, identity, first_seen, gas_reference_celsius, \(SeriesDescriptor.columns))
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET identity = excluded.identity, agency = excluded.agency,
                sensor = excluded.sensor, quantity = excluded.quantity, unit = excluded.unit,
                domain = excluded.domain, zone = excluded.zone, place_kind = excluded.place_kind,
                place = excluded.place, longitude = excluded.longitude, latitude = excluded.latitude,
                cadence_ns = excluded.cadence_ns, gas_reference_celsius = excluded.gas_reference_celsius
                """
        )
        // Out of a damaged file a series may have come under another number.
        let misnumbered = try db.cachedStatement(sql: "DELETE FROM series WHERE identity = ? AND id <> ?")
        for descriptor in series {
            if withSensors { try misnumbered.execute(arguments: [descriptor.identity, descriptor.id.index]) }
            var arguments: StatementArguments = [
                descriptor.id.index, descriptor.identity, now.milliseconds, descriptor.gasReferenceCelsius,
            ]
            arguments += descriptor.arguments
            try seriesStatement.execute(arguments: arguments)
            if withSensors { try insertSensor(of: descriptor, at: now, into: db) }
        }
    }

    private static func insertSensor(of descriptor: SeriesDescriptor, at now: Timestamp, into db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO sensor (agency, sensor, zone, place_kind, place, longitude, latitude, first_seen)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (agency, sensor) DO UPDATE SET zone = excluded.zone, place_kind = excluded.place_kind,
                place = excluded.place, longitude = excluded.longitude, latitude = excluded.latitude
                """
        )
        try statement.execute(
            arguments: [
                descriptor.key.agency, descriptor.key.sensor, descriptor.zone, descriptor.place.kind.text,
                descriptor.place.name, descriptor.location?.longitude, descriptor.location?.latitude, now.milliseconds,
            ]
        )
    }
}

extension SeriesDescriptor {
    /// The columns that `series` and `finding` share.
    static let columns = """
        agency, sensor, quantity, unit, domain, zone, place_kind, place, longitude, latitude, cadence_ns
        """

    /// From a row with ``columns``; the number is told apart.
    init(_ row: Row) {
        self.init(
            id: SeriesID(0),
            key: SeriesKey(agency: row["agency"], sensor: row["sensor"], quantity: Quantity(row["quantity"])),
            unit: Unit(row["unit"]),
            domain: Domain(name: row["domain"] as String) ?? .other,
            zone: row["zone"],
            place: Place(row),
            location: Location(row),
            cadenceNanoseconds: row["cadence_ns"]
        )
    }

    /// In the order of ``columns``.
    var arguments: StatementArguments {
        [
            key.agency, key.sensor, key.quantity.name, unit.code, domain.name, zone, place.kind.text, place.name,
            location?.longitude, location?.latitude, cadenceNanoseconds,
        ]
    }
}

extension Place {
    init(_ row: Row) {
        self.init(kind: Kind(text: row["place_kind"]), name: row["place"])
    }
}

extension Place.Kind {
    /// As the tables have it.
    var text: String {
        switch self {
        case .site: "site"
        case .section: "section"
        case .sensor: "sensor"
        }
    }

    init(text: String) {
        switch text {
        case "site": self = .site
        case "section": self = .section
        default: self = .sensor
        }
    }
}

extension Location {
    /// nil where either coordinate is missing.
    init?(_ row: Row) {
        guard let longitude = row["longitude"] as Double?, let latitude = row["latitude"] as Double? else { return nil }
        self.init(longitude: longitude, latitude: latitude)
    }
}
