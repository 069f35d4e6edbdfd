/// What the taxonomy knows of a quantity.
public struct QuantityDefinition: Sendable {
    public var quantity: Quantity
    public var domain: Domain
    /// The unit that readings are stored in.
    public var unit: Unit
    /// What the quantity can be at all, in `unit`; beyond it a reading is bad.
    public var plausible: ClosedRange<Double>

    private init(_ name: String, _ domain: Domain, _ unit: String, _ plausible: ClosedRange<Double>) {
        self.quantity = Quantity(name)
        self.domain = domain
        self.unit = Unit(unit)
        self.plausible = plausible
    }

    /// The definition by name.
    public static let byName: [String: QuantityDefinition] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.quantity.name, $0) }
    )

    /// Every quantity of the taxonomy.
    ///
    /// Ranges are gross: what a working sensor in a city can report.
    public static let all: [QuantityDefinition] = [
        QuantityDefinition("flow", .traffic, "1/h", 0...15_000),
        QuantityDefinition("occupancy", .traffic, "%", 0...100),
        QuantityDefinition("speed", .traffic, "km/h", -250...250),
        QuantityDefinition("headway", .traffic, "s", 0...86_400),
        QuantityDefinition("gap", .traffic, "m", 0...100_000),
        QuantityDefinition("queue", .traffic, "m", 0...50_000),
        QuantityDefinition("travel_time", .traffic, "s", 0...86_400),
        QuantityDefinition("vehicle_count", .traffic, "1", 0...1e9),
        QuantityDefinition("vehicle_length", .traffic, "m", 0...100),
        QuantityDefinition("free_parking_spaces", .traffic, "1", 0...1e6),

        QuantityDefinition("pm1", .air, "ug/m3", 0...1_000),
        QuantityDefinition("pm2_5", .air, "ug/m3", 0...1_000),
        QuantityDefinition("pm10", .air, "ug/m3", 0...2_000),
        QuantityDefinition("no2", .air, "ug/m3", 0...2_000),
        QuantityDefinition("no", .air, "ug/m3", 0...3_000),
        QuantityDefinition("nox", .air, "ug/m3", 0...5_000),
        QuantityDefinition("o3", .air, "ug/m3", 0...1_000),
        QuantityDefinition("so2", .air, "ug/m3", 0...5_000),
        QuantityDefinition("nh3", .air, "ug/m3", 0...5_000),
        QuantityDefinition("h2s", .air, "ug/m3", 0...5_000),
        QuantityDefinition("benzene", .air, "ug/m3", 0...1_000),
        QuantityDefinition("black_carbon", .air, "ug/m3", 0...500),
        QuantityDefinition("co2", .air, "[ppm]", 0...40_000),
        QuantityDefinition("temperature", .air, "Cel", -60...80),
        QuantityDefinition("dew_point", .air, "Cel", -80...60),
        QuantityDefinition("relative_humidity", .air, "%", 0...100),
        QuantityDefinition("pressure", .air, "hPa", 500...1_100),
        QuantityDefinition("wind_speed", .air, "m/s", 0...120),
        QuantityDefinition("wind_direction", .air, "deg", 0...360),
        QuantityDefinition("illuminance", .air, "lx", 0...200_000),
        QuantityDefinition("solar_radiation", .air, "W/m2", -20...2_000),
        QuantityDefinition("uv_index", .air, "1", 0...25),
        QuantityDefinition("air_quality_index", .air, "1", 0...2_000),

        QuantityDefinition("co", .safety, "mg/m3", 0...6_000),
        QuantityDefinition("water_level", .safety, "m", -20...60),
        QuantityDefinition("rise_rate", .safety, "m/h", -100...100),
        QuantityDefinition("rain_rate", .safety, "mm/h", 0...500),
        QuantityDefinition("precipitation", .safety, "mm", 0...2_000),
        QuantityDefinition("measured_distance", .safety, "m", 0...200),
        QuantityDefinition("laeq", .safety, "dB(A)", 10...150),
        QuantityDefinition("lamax", .safety, "dB(A)", 10...160),
        QuantityDefinition("l10", .safety, "dB(A)", 10...150),
        QuantityDefinition("l90", .safety, "dB(A)", 10...150),
        QuantityDefinition("las", .safety, "dB(A)", 10...160),
        QuantityDefinition("laeq_d", .safety, "dB(A)", 10...150),
        QuantityDefinition("lden", .safety, "dB(A)", 10...150),
        QuantityDefinition("people_count", .safety, "1", 0...1e7),
        QuantityDefinition("people_density", .safety, "1/m2", 0...15),
        QuantityDefinition("vibration", .safety, "mm/s", 0...1_000),
        QuantityDefinition("smoke", .safety, "%/m", 0...100),

        QuantityDefinition("battery", .other, "%", 0...100),
        QuantityDefinition("battery_voltage", .other, "V", 0...1_000),
        QuantityDefinition("rssi", .other, "dBm", -200...30),
        QuantityDefinition("snr", .other, "dB", -50...100),
    ]
}
