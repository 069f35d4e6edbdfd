import BelfryModel
import Testing

@testable import BelfryIngest

/// Units in four vocabularies, quantities in many spellings, gases between ppb and µg/m³.
@Suite struct UnitTests {
    @Test(arguments: [
        // UCUM
        ("ug/m3", "ug/m3"), ("Cel", "Cel"), ("%", "%"), ("1/h", "1/h"), ("dB[SPL]", "dB[SPL]"), ("{veh}/h", "1/h"),
        ("{count}", "1"),
        // SenML
        ("%RH", "%"), ("%EL", "%"), ("lx", "lx"), ("/", "[fraction]"), ("/100", "%"), ("count", "1"), ("hPa", "hPa"),
        ("km/h", "km/h"),
        ("dBm", "dBm"), ("V", "V"), ("A", "A"), ("ppb", "[ppb]"), ("mm/h", "mm/h"), ("kWh", "kW.h"), ("VA", "V.A"),
        ("var", "V.A{reactive}"), ("m3/s", "m3/s"), ("S/m", "S/m"), ("mg/l", "mg/L"), ("B", "By"), ("pH", "[pH]"),
        // UN/CEFACT
        ("GQ", "ug/m3"), ("GP", "mg/m3"), ("59", "[ppm]"), ("61", "[ppb]"), ("CEL", "Cel"), ("P1", "%"), ("A97", "hPa"),
        ("KMH", "km/h"),
        ("MTS", "m/s"), ("2N", "dB"), ("LUX", "lx"), ("C62", "1"), ("MTR", "m"), ("SEC", "s"), ("DD", "deg"),
        // What people write
        ("µg/m³", "ug/m3"), ("μg/m3", "ug/m3"), ("UG/M3", "ug/m3"), ("°C", "Cel"), ("℃", "Cel"), ("deg C", "Cel"),
        ("Km/h", "km/h"),
        ("KPH", "km/h"), ("PPB", "[ppb]"), ("dBA", "dB(A)"), ("dB(A)", "dB(A)"), ("veh/h", "1/h"),
        ("vehicles/hour", "1/h"),
        ("kwh", "kW.h"), ("m³", "m3"), ("m³/h", "m3/h"), ("µS/cm", "uS/cm"), ("Bq/m³", "Bq/m3"), ("PSI", "[psi]"),
        ("µg⋅m⁻³", "ug/m3"), ("m·s⁻¹", "m/s"), ("mm⋅h⁻¹", "mm/h"),
        ("W/m²", "W/m2"), ("Lux", "lx"), ("mph", "[mi_i]/h"), ("inches", "[in_i]"),
    ])
    func unitsAreFound(_ text: String, _ code: String) {
        #expect(UnitName.unit(text)?.code == code)
    }

    @Test(arguments: ["", " ", "furlong", "MM", "S", "parts", "ug", "x/h", "{", String(repeating: "m", count: 100)])
    func unknownUnitsStayUnknown(_ text: String) {
        #expect(UnitName.unit(text) == nil)
    }

    @Test func everyUnitThatIsFoundCanBeConverted() {
        for code in ["%RH", "/", "count", "GQ", "59", "CEL", "A97", "2N", "WHR", "LTR", "°c", "veh/h", "dba", "none"] {
            #expect(UnitName.unit(code)?.scale != nil, "\(code)")
        }
        for definition in QuantityDefinition.all {
            #expect(definition.unit.scale != nil, "\(definition.quantity.name)")
            #expect(UnitName.unit(definition.unit.code) == definition.unit)
            #expect(QuantityName.canonical(definition.quantity.name) == definition.quantity.name)
        }
    }

    @Test(
        arguments: [
            // µg/m³ per ppb; for CO mg/m³ per ppm. Published: EU 20 °C, US and WHO 25 °C, New South Wales 0 °C.
            ("o3", 20, 1.9954), ("o3", 25, 1.9620), ("o3", 0, 2.1415), ("no2", 20, 1.9125), ("no2", 25, 1.8804),
            ("no2", 0, 2.0525),
            ("no", 20, 1.2474), ("so2", 20, 2.6633), ("so2", 25, 2.6186), ("so2", 0, 2.8583), ("co", 20, 1.1644),
            ("co", 25, 1.1449),
        ] as [(String, Double, Double)]
    )
    func gasesAreConvertedByMolarMass(_ gas: String, _ celsius: Double, _ factor: Double) throws {
        let conversion = try #require(GasConversion(Quantity(gas), referenceCelsius: celsius))
        let there = try #require(conversion.conversion(from: Unit("[ppb]"), to: Unit("ug/m3")))
        #expect(abs(there.apply(to: 1) - factor) < 2e-4)
        let back = try #require(conversion.conversion(from: Unit("mg/m3"), to: Unit("[ppm]")))
        #expect(abs(back.apply(to: factor) - 1) < 2e-4)
    }

    @Test func whatIsNoGasIsNotConverted() {
        #expect(GasConversion(Quantity("pm10"), referenceCelsius: 20) == nil)
        let gas = GasConversion(Quantity("no2"), referenceCelsius: 20)
        #expect(gas?.conversion(from: Unit("Cel"), to: Unit("ug/m3")) == nil)
        #expect(gas?.conversion(from: Unit("ug/m3"), to: Unit("mg/m3")) == nil)
    }

    @Test(arguments: [
        ("no2", "[ppb]", true), ("no2", "Cel", false), ("pm10", "[ppb]", false), ("laeq", "dB", true),
        ("flow", "1/min", true),
        ("flow", "1", false), ("occupancy", "[fraction]", true), ("temperature", "[degF]", true),
        ("snr", "dB(A)", false),
    ])
    func unitsLeadToTheCanonicalOneOrStayUnknown(_ quantity: String, _ unit: String, _ isKnown: Bool) {
        let resolution = UnitResolution(
            Quantity(quantity),
            declared: Unit(unit),
            isTextEmpty: false,
            referenceCelsius: 20
        )
        #expect(resolution.isKnown == isKnown)
        #expect(resolution.unit == Quantity(quantity).definition?.unit)
    }

    @Test(arguments: [
        ("PM2.5", "pm2_5"), ("pm25", "pm2_5"), ("windSpeed", "wind_speed"), ("wind-speed", "wind_speed"),
        ("Humidity", "relative_humidity"),
        ("LAeq", "laeq"), ("vehicle-speed", "speed"), ("rainfall", "precipitation"),
        ("Vehicle Class!", "vehicle_class"), ("", ""), ("--", ""),
    ])
    func quantitiesAreSpeltInManyWays(_ text: String, _ name: String) {
        #expect(QuantityName.canonical(text) == name)
    }

    @Test(arguments: [
        ("urn:dev:a-7", "a-7", true), ("urn:dev:a-70", "a-7", false), ("a-7", "a-7", true), ("xa-7", "a-7", false),
        ("a", "", false),
    ])
    func namesHoldParts(_ whole: String, _ part: String, _ holds: Bool) {
        #expect(whole.holdsPart(part) == holds)
    }
}
