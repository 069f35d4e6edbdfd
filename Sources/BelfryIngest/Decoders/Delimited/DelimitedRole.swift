/// What a column or a key is for.
enum DelimitedRole {
    /// It names the sensor; the lower the rank, the surer.
    case sensor(rank: Int)
    case time
    case quantity

    init(_ key: UnsafeBufferPointer<UInt8>) {
        self = Self.vocabulary.meaning(of: DelimitedName.withoutUnit(key)) ?? .quantity
    }

    private static let vocabulary = Vocabulary<DelimitedRole>(
        [
            ("sensor", .sensor(rank: 0)), ("sensor_id", .sensor(rank: 1)), ("sensorid", .sensor(rank: 1)),
            ("device", .sensor(rank: 2)), ("device_id", .sensor(rank: 3)), ("deviceid", .sensor(rank: 3)),
            ("station", .sensor(rank: 4)), ("station_id", .sensor(rank: 5)), ("stationid", .sensor(rank: 5)),
            ("host", .sensor(rank: 6)), ("id", .sensor(rank: 7)),
            ("time", .time), ("timestamp", .time), ("datetime", .time), ("date_time", .time), ("ts", .time),
        ]
    )
}
