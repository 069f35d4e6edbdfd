/// Quantities as people write them; machines get the snake_case name.
enum QuantityText {
    private static let names: [String: String] = [
        "pm1": "PM1", "pm2_5": "PM2.5", "pm10": "PM10", "no": "NO", "no2": "NO2", "nox": "NOx", "o3": "O3",
        "so2": "SO2", "co": "CO", "co2": "CO2", "nh3": "NH3", "h2s": "H2S", "laeq": "LAeq", "lamax": "LAmax",
    ]

    /// `PM2.5`, `water level`.
    static func shown(_ name: String) -> String {
        names[name] ?? String(TerminalText.neutralised(name).map { $0 == "_" ? " " : $0 })
    }
}
