/// The catalogue of api.smartcitizen.me, as far as its kits measure what a city asks for.
enum SmartCitizenCatalogue {
    /// What a number of the catalogue stands for.
    struct Entry: Sendable {
        let quantity: StaticString
        let unit: StaticString
        /// What of the kit measures it, where the kit's own board measures the same; else empty.
        let part: StaticString

        init(_ quantity: StaticString, _ unit: StaticString, of part: StaticString = "") {
            self.quantity = quantity
            self.unit = unit
            self.part = part
        }
    }

    static let entries: [Int: Entry] = [
        10: Entry("battery", "%"), 14: Entry("illuminance", "lx"), 53: Entry("laeq", "dB(A)"),
        55: Entry("temperature", "Cel"), 56: Entry("relative_humidity", "%"), 58: Entry("pressure", "kPa"),
        87: Entry("pm2_5", "ug/m3"), 88: Entry("pm10", "ug/m3"), 89: Entry("pm1", "ug/m3"),
        112: Entry("eco2", "[ppm]"), 113: Entry("tvoc", "[ppb]"),

        // On the auxiliary bus.
        71: Entry("pm1", "ug/m3", of: "pm_a"), 72: Entry("pm2_5", "ug/m3", of: "pm_a"),
        73: Entry("pm10", "ug/m3", of: "pm_a"), 75: Entry("pm1", "ug/m3", of: "pm_b"),
        76: Entry("pm2_5", "ug/m3", of: "pm_b"), 77: Entry("pm10", "ug/m3", of: "pm_b"),
        79: Entry("temperature", "Cel", of: "external"), 80: Entry("relative_humidity", "%", of: "external"),
        96: Entry("temperature", "Cel", of: "dallas"), 98: Entry("measured_distance", "mm"),
        158: Entry("co2", "[ppm]"), 160: Entry("temperature", "Cel", of: "scd30"),
        161: Entry("relative_humidity", "%", of: "scd30"),
        42: Entry("water_temperature", "Cel"), 51: Entry("water_temperature", "Cel", of: "atlas"),
        43: Entry("ph", "[pH]"), 45: Entry("conductivity", "uS/cm"), 48: Entry("dissolved_oxygen", "mg/L"),
        49: Entry("oxygen_saturation", "%"), 50: Entry("soil_moisture", "%"),
    ]

    /// Latitude and longitude, height and speed, and how sure they are: where a kit is tells where somebody is.
    static let positions: ClosedRange<Int> = 125...131
}
