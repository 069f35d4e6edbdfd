import BelfryModel
import Testing

/// Units of one dimension convert into each other, and nothing else does.
@Suite struct UnitConversionTests {
    @Test(
        arguments: [
            ("m/s", "km/h", 10, 36), ("km/h", "m/s", 36, 10), ("[mi_i]/h", "km/h", 100, 160.9344),
            ("Cel", "[degF]", 100, 212),
            ("[degF]", "Cel", -40, -40), ("K", "Cel", 273.15, 0), ("Pa", "hPa", 101_325, 1_013.25),
            ("mbar", "hPa", 1_013, 1_013),
            ("mg/m3", "ug/m3", 0.5, 500), ("[ppb]", "[ppm]", 400_000, 400), ("[fraction]", "%", 0.54, 54),
            ("[permille]", "%", 540, 54),
            ("1/min", "1/h", 3, 180), ("mm", "m", 1_500, 1.5), ("[in_i]", "mm", 3, 76.2), ("mm/h", "m/s", 3.6e6, 1),
            ("mV", "V", 12_500, 12.5),
            ("kW.h", "J", 1, 3.6e6), ("rad", "deg", Double.pi, 180), ("h", "s", 2, 7_200),
        ] as [(String, String, Double, Double)]
    )
    func conversions(_ from: String, _ to: String, _ value: Double, _ expected: Double) throws {
        let converted = try #require(Unit(from).convert(value, to: Unit(to)))
        #expect(abs(converted - expected) <= 1e-9 * max(1, abs(expected)))
        let back = try #require(Unit(to).convert(converted, to: Unit(from)))
        #expect(abs(back - value) <= 1e-9 * max(1, abs(value)))
    }

    @Test(arguments: [
        ("m", "s"), ("[ppb]", "ug/m3"), ("dB", "dBm"), ("dB", "dB(A)"), ("furlong", "m"), ("m", "furlong"), ("", "m"),
        ("1", "%"),
    ])
    func unitsOfDifferentDimensions(_ from: String, _ to: String) {
        #expect(Unit(from).conversion(to: Unit(to)) == nil)
    }

    @Test func aUnitConvertsIntoItselfExactly() {
        #expect(Unit("furlong").convert(0.1, to: Unit("furlong")) == 0.1)
        #expect(Unit("Cel").conversion(to: Unit("Cel")) == .identity)
        #expect(Unit.unknown.conversion(to: .unknown) == nil)
    }

    @Test func theTaxonomyIsSound() {
        var names: Set<String> = []
        for definition in QuantityDefinition.all {
            #expect(definition.quantity.isWellFormed, "\(definition.quantity.name)")
            #expect(definition.unit.scale != nil, "\(definition.quantity.name)")
            #expect(names.insert(definition.quantity.name).inserted, "\(definition.quantity.name)")
            #expect(definition.quantity.definition?.unit == definition.unit)
        }
    }

    @Test(arguments: [
        ("no2", true), ("pm2_5", true), ("", false), ("2no", false), ("NO2", false), ("a-b", false), ("é", false),
    ])
    func quantityNames(_ name: String, _ isWellFormed: Bool) {
        #expect(Quantity(name).isWellFormed == isWellFormed)
    }

    @Test("A change a second has the factor of its unit and no offset")
    func rates() throws {
        let fahrenheit = try #require(Unit("Cel/s").convert(5, to: Unit("[degF]/s")))
        #expect(abs(fahrenheit - 9) < 1e-12)
        #expect(Unit("Cel/s").convert(5, to: Unit("m/s")) == nil)
        #expect(Unit("Cel/s").convert(5, to: Unit("Cel")) == nil)
    }
}
