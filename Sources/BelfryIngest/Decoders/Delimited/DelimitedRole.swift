/// What a column or a key is for.
enum DelimitedRole {
    /// It names the sensor; the lower the rank, the surer.
    case sensor(rank: Int)
    case time(isUTC: Bool)
    /// The day of a time that stands in a column of its own, or a whole time.
    case date(isUTC: Bool)
    /// A whole time or, as often, the zone's offset from UTC.
    case timeOrOffset
    case quantity
    /// Of tables with a row for each value: what the value is of, and its unit.
    case quantityName, unitName

    init(_ key: UnsafeBufferPointer<UInt8>) {
        self = Self.vocabulary.meaning(of: DelimitedName.withoutUnit(key)) ?? .quantity
    }

    private static let vocabulary = Vocabulary<DelimitedRole>(
        [
            ("sensor", .sensor(rank: 0)), ("sensor_id", .sensor(rank: 1)), ("sensorid", .sensor(rank: 1)),
            ("device", .sensor(rank: 2)), ("device_id", .sensor(rank: 3)), ("deviceid", .sensor(rank: 3)),
            ("station", .sensor(rank: 4)), ("station_id", .sensor(rank: 5)), ("stationid", .sensor(rank: 5)),
            ("sensor_name", .sensor(rank: 6)), ("device_name", .sensor(rank: 6)), ("station_name", .sensor(rank: 6)),
            ("host", .sensor(rank: 7)), ("node", .sensor(rank: 7)), ("node_id", .sensor(rank: 7)),
            ("id", .sensor(rank: 8)), ("site_id", .sensor(rank: 9)), ("site", .sensor(rank: 10)),
            ("location_id", .sensor(rank: 11)), ("location", .sensor(rank: 12)),
            ("time", .time(isUTC: false)), ("timestamp", .time(isUTC: false)), ("datetime", .time(isUTC: false)),
            ("date_time", .time(isUTC: false)), ("ts", .time(isUTC: false)), ("created_at", .time(isUTC: false)),
            ("measured_at", .time(isUTC: false)), ("recorded_at", .time(isUTC: false)),
            ("observed_at", .time(isUTC: false)), ("date", .date(isUTC: false)),
            ("datetime_utc", .time(isUTC: true)), ("timestamp_utc", .time(isUTC: true)),
            ("time_utc", .time(isUTC: true)), ("date_utc", .date(isUTC: true)), ("utc", .timeOrOffset),
            ("parameter", .quantityName), ("pollutant", .quantityName), ("observed_property", .quantityName),
            ("quantity", .quantityName), ("measurand", .quantityName), ("variable", .quantityName),
            ("unit", .unitName), ("units", .unitName), ("uom", .unitName),
        ]
    )
}
