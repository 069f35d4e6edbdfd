import Testing

@testable import BelfryIngest

/// Integers travel unsigned; the datatype gives them their sign back.
@Suite struct SparkplugValueTests {
    @Test(
        arguments: [
            // Int8, Int16, Int32 in int_value: extended to 32 bits, or not at all.
            (.int(0xFFFF_FFFF), 1, -1), (.int(0xFF), 1, -1), (.int(0x80), 1, -128), (.int(0xFFFF_FF80), 1, -128),
            (.int(0x7F), 1, 127), (.int(0xFFFF_FFFE), 2, -2), (.int(0x8000), 2, -32_768), (.int(0x7FFF), 2, 32_767),
            (.int(0xFFFF_FFFF), 3, -1), (.int(0x8000_0000), 3, -2_147_483_648), (.int(0x7FFF_FFFF), 3, 2_147_483_647),
            // The same in long_value.
            (.long(.max), 1, -1), (.long(.max - 2), 2, -3), (.long(.max), 3, -1), (.long(0xFFFF_FFFF), 3, -1),
            (.long(.max), 4, -1), (.long(1 << 63), 4, -9_223_372_036_854_775_808),
            (.long(0xFFFF_FFFF), 4, 4_294_967_295),
            (.int(7), 4, 7),
            // Unsigned.
            (.int(0xFF), 5, 255), (.int(0xFFFF), 6, 65_535), (.int(0xFFFF_FFFF), 7, 4_294_967_295),
            (.long(0xFFFF_FFFF), 7, 4_294_967_295), (.long(.max), 8, 0x1p64),
            // Reals and switches.
            (.float(-1.5), 9, -1.5), (.double(-1.5), 10, -1.5), (.float(1.5), 10, 1.5), (.float(21.3), 9, 21.3),
            (.float(-1e-7), 9, -1e-7), (.double(1.5), 9, 1.5),
            (.boolean(true), 11, 1), (.boolean(false), 11, 0), (.double(.infinity), 10, .infinity),
            // Without a datatype: what can only mean one thing.
            (.int(0x7FFF_FFFF), 0, 2_147_483_647), (.long(5), 0, 5), (.float(2), 0, 2), (.boolean(true), 0, 1),
        ] as [(SparkplugValue, UInt32, Double)]
    )
    func numbers(_ value: SparkplugValue, _ datatype: UInt32, _ number: Double) {
        guard case .number(let measured) = value.measured(datatype: datatype) else {
            Issue.record("\(value) of datatype \(datatype) is no number")
            return
        }
        #expect(measured == number)
    }

    @Test(
        arguments: [
            (.int(0x100), 1, .brokenRule), (.int(0xFFFF_FF7F), 1, .brokenRule), (.long(1 << 32), 3, .brokenRule),
            (.long(1 << 40), 2, .brokenRule), (.int(256), 5, .brokenRule), (.int(0xFFFF_FFFF), 6, .brokenRule),
            (.long(1 << 32), 7, .brokenRule), (.int(1), 9, .wrongType), (.long(1), 11, .wrongType),
            (.float(1), 3, .wrongType), (.double(1), 11, .wrongType), (.boolean(true), 3, .wrongType),
            (.other, 10, .wrongType), (.int(0x8000_0000), 0, .noBirth), (.long(1 << 63), 0, .noBirth),
        ] as [(SparkplugValue, UInt32, Reason)]
    )
    func valuesThatContradictTheirDatatype(_ value: SparkplugValue, _ datatype: UInt32, _ reason: Reason) {
        guard case .unusable(let found) = value.measured(datatype: datatype) else {
            Issue.record("\(value) of datatype \(datatype) was taken")
            return
        }
        #expect(found == reason)
    }

    @Test func absentValuesAndNaNAreNone() {
        for (value, datatype) in [(SparkplugValue.absent, 10), (.absent, 0), (.float(.nan), 9), (.double(.nan), 0)] {
            guard case .nothing = value.measured(datatype: UInt32(datatype)) else {
                Issue.record("\(value) was taken")
                continue
            }
        }
    }

    @Test(arguments: [12, 13, 14, 15, 16, 17, 18, 19, 22, 99] as [UInt32])
    func otherDatatypesAreNotMeasured(_ datatype: UInt32) {
        for value in [SparkplugValue.other, .long(1), .int(1)] {
            guard case .notMeasured = value.measured(datatype: datatype) else {
                Issue.record("\(value) of datatype \(datatype) was taken")
                continue
            }
        }
    }
}
