public import BelfryModel
import GRDB

extension Store {
    /// Every series known, by number: what the catalog starts from.
    public func series() throws(StoreError) -> [SeriesDescriptor] {
        try read("read the series of") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM series ORDER BY id").map { row in
                var descriptor = SeriesDescriptor(row)
                descriptor.id = SeriesID(row["id"])
                descriptor.gasReferenceCelsius = row["gas_reference_celsius"]
                return descriptor
            }
        }
    }

    /// Inserts series and their sensors; one that is known by its number takes on what changed.
    static func insert(_ series: [SeriesDescriptor], at now: Timestamp, into db: Database) throws {
        guard !series.isEmpty else { return }
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
        let sensorStatement = try db.cachedStatement(
            sql: """
                INSERT INTO sensor (agency, sensor, zone, place_kind, place, longitude, latitude, first_seen)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (agency, sensor) DO UPDATE SET zone = excluded.zone, place_kind = excluded.place_kind,
                place = excluded.place, longitude = excluded.longitude, latitude = excluded.latitude
                """
        )
        for descriptor in series {
            var arguments: StatementArguments = [
                descriptor.id.index, descriptor.identity, now.milliseconds, descriptor.gasReferenceCelsius,
            ]
            arguments += descriptor.arguments
            try seriesStatement.execute(arguments: arguments)
            try sensorStatement.execute(
                arguments: [
                    descriptor.key.agency, descriptor.key.sensor, descriptor.zone, descriptor.place.kind.text,
                    descriptor.place.name, descriptor.location?.longitude, descriptor.location?.latitude,
                    now.milliseconds,
                ]
            )
        }
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
