import BelfryModel
import Testing

@testable import BelfryIngest

/// Delimited text: what has a name is read, and what may mean two things is not.
@Suite struct DelimitedDecoderTests {
    let scene = Scene(.below("env", .csv))

    @Test func aHeaderNamesColumnsUnitsSensorAndTime() {
        let message = decode(
            "time;station;no2 (ppb);temperature[Cel];note\r\n2026-11-18T12:00:00Z;a-7;10;21,5;calm\r\n\r\n"
                + "1795003260;a-8;;20.5;AB-123-CD\r\n"
        )
        #expect(message.readings.map(\.key.sensor) == ["a-7", "a-7", "a-8"])
        #expect(message.readings.map(\.key.quantity.name) == ["no2", "temperature", "temperature"])
        #expect(message.readings.map(\.unit.code) == ["ug/m3", "Cel", "Cel"])
        #expect(abs(message.readings[0].value - 19.125) < 0.01)
        #expect(message.readings.map(\.value).suffix(2) == [21.5, 20.5])
        #expect(
            message.readings.map(\.eventTime.nanoseconds) == [
                1_795_003_200_000_000_000, 1_795_003_200_000_000_000, 1_795_003_260_000_000_000,
            ]
        )
    }

    @Test(arguments: [
        "temp=21.5;hum=40", "temp=21.5,hum=40", "temp=21.5&hum=40", "temp=21.5 hum=40", "temp=21.5\thum=40",
        "temp:21.5,hum:40", "temp: 21.5, hum: 40", "temp: 21.5 hum: 40", "temp = 21.5  hum = 40 ", "temp=21,5;hum=40,0",
        "temp=21.5;hum=40;\r\n", "temp: 21.5\nhum: 40\n", "\"temp\"=\"21.5\";hum=40", "temp=21.5;hum=40;door=open",
        "temp,hum\n21.5,40", "temp;hum\n21.5;40", "temp\thum\n21.5\t40", "\"temp\",\"hum\"\n\"21.5\",\"40\"\n",
        "temp,,hum\n21.5,7,40", "temp,hum\n21.5,40,", "\u{FEFF}temp,hum\n21.5,40", "temp\thum\n21,5\t40",
    ])
    func separators(_ payload: String) {
        let readings = decode(payload).readings
        #expect(readings.map(\.key.quantity.name) == ["temperature", "relative_humidity"])
        #expect(readings.map(\.value) == [21.5, 40])
        #expect(readings.allSatisfy { $0.key.sensor == "depot" && $0.eventTime == scene.now })
    }

    @Test(
        arguments: [
            ("21,5", 21.5), ("-0,5", -0.5), ("0,123", 0.123), ("1234,567", 1_234.567), ("1,2345", 1.2345),
            ("2,5e1", 25),
            ("1,234", nil), ("-1,234", nil), ("1,234,567", nil), ("1.234,5", nil), ("123,456", nil), ("1,234e3", nil),
        ] as [(String, Double?)]
    )
    func aDecimalCommaIsReadWhereNothingElseCanBeMeant(_ text: String, _ value: Double?) {
        for payload in ["level;other\n\(text);x", "level=\(text);other=x"] {
            let message = decode(payload)
            #expect(message.readings.map(\.value) == (value.map { [$0] } ?? []), "\(payload)")
            if value == nil {
                #expect(message.outcome == .undecoded)
                #expect(message.reason == .notANumber)
                #expect(message.detail.contains("comma"))
            }
        }
    }

    @Test(
        arguments: [
            ("21.5;40", .undecoded, .noQuantity), ("21.5", .undecoded, .noQuantity),
            ("a-7;21.5", .undecoded, .noQuantity),
            ("21,5;40,2", .undecoded, .noQuantity), ("2026-11-18T12:00:00Z;open", .undecoded, .noQuantity),
            (";;", .undecoded, .noQuantity), (" \n ", .undecoded, .notANumber), ("temp;hum", .undecoded, .notANumber),
            ("hello world", .undecoded, .notANumber), ("temp;hum\nx;y", .undecoded, .notANumber),
            ("temp;hum\n;nr", .ignored, .noValue), ("temp=;hum=NaN", .ignored, .noValue),
            ("temp=on", .undecoded, .notANumber),
            ("temp;hum\n1", .malformed, .brokenRule), ("temp;hum\n1;2;3", .malformed, .brokenRule),
            ("temp\n21,5", .malformed, .brokenRule), ("temp=21,5", .malformed, .brokenRule),
            ("temp=1;40", .malformed, .brokenRule), ("temp=1;=2", .malformed, .brokenRule),
            ("temp=1;7=2", .malformed, .brokenRule),
            ("temp=1e400;hum=x", .undecoded, .notFinite), ("sensor=a;time=0", .undecoded, .noQuantity),
            ("temp=21,5 hum=40", .malformed, .brokenRule),
        ] as [(String, Outcome, Reason)]
    )
    func refusals(_ payload: String, _ outcome: Outcome, _ reason: Reason) {
        let message = decode(payload)
        #expect(message.outcome == outcome, "\(payload)")
        #expect(message.reason == reason, "\(payload)")
        #expect(message.readings.isEmpty)
    }

    @Test func aLineThatDoesNotFitGivesNothingAndTheOthersStay() {
        #expect(decode("temp;hum\n1;2\n3\n4;1,234\n5;6").readings.map(\.value) == [1, 2, 5, 6])
        #expect(decode("temp=1;hum=2\n3\ntemp=4").readings.map(\.value) == [1, 2, 4])
    }

    @Test(
        arguments: [
            ("1795003200", 1_795_003_200_000_000_000), ("1795003200.25", 1_795_003_200_250_000_000),
            ("1795003200250", 1_795_003_200_250_000_000), ("1795003200250000", 1_795_003_200_250_000_000),
            ("1795003200250000001", 1_795_003_200_250_000_001),
            ("2026-11-18 13:00:00+01:00", 1_795_003_200_000_000_000),
            ("120", nil), ("soon", nil), ("99999999999999999999", nil),
        ] as [(String, Int64?)]
    )
    func aTimeTellsItsOwnUnit(_ text: String, _ nanoseconds: Int64?) throws {
        let reading = try #require(decode("level=1;timestamp=\(text)").readings.first)
        #expect(reading.eventTime == nanoseconds.map { Timestamp(nanoseconds: $0) } ?? scene.now)
        #expect(reading.flags.contains(.clock) == (nanoseconds == nil))
    }

    @Test(
        arguments: [
            ("2026-11-18T12:00:00Z;a-7;calm;10;21,5", "a-7", [19.1, 21.5]),
            ("1795003200,a-7,,10,21.5\n1795003260,a-8,,10,22.5\n", "a-7", [19.1, 21.5, 19.1, 22.5]),
            ("1795003200\ta-7\tx\t\t21,5", "a-7", [21.5]), ("1795003200 a-7 x 10 21.5", "a-7", [19.1, 21.5]),
            // A header after all, and one that names other columns: the operator's word counts.
            ("Time;Station;note;no2;temperature\n1795003200;a-7;x;10;21.5", "a-7", [19.1, 21.5]),
            ("1795003200;a-7;x;nr;NaN", "a-7", []),
        ] as [(String, String, [Double])]
    )
    func declaredColumnsNeedNoHeader(_ payload: String, _ sensor: String, _ values: [Double]) throws {
        var subscription = Subscription.below("env", .csv)
        subscription.columns = try DelimitedColumns(["time", "station", "", "no2 (ppb)", "temperature[Cel]"])
        let message = Scene(subscription).decode("env/depot", payload)
        #expect(message.readings.map { ($0.value * 10).rounded() / 10 } == values, "\(payload)")
        #expect(message.outcome == (values.isEmpty ? .ignored : .readings))
        guard let first = message.readings.first else { return }
        #expect(first.key.sensor == sensor)
        #expect(first.eventTime == Scene.noon)
        #expect(message.readings.map(\.unit.code).allSatisfy { $0 == "ug/m3" || $0 == "Cel" })
    }

    @Test func declaredColumnsHaveToFit() throws {
        var subscription = Subscription.below("env", .csv)
        subscription.columns = try DelimitedColumns(["temp", "hum"])
        let scene = Scene(subscription)
        #expect(scene.decode("env/x", "1;2;3").reason == .brokenRule)
        #expect(scene.decode("env/x", "temp;hum").detail.contains("without a line"))
        #expect(scene.decode("env/x", "1;2\n3\n4;5").readings.map(\.value) == [1, 2, 4, 5])
        #expect(throws: DelimitedColumns.Fault.noNames) { try DelimitedColumns(["time", "", "station"]) }
        #expect(throws: DelimitedColumns.Fault.badName(2)) { try DelimitedColumns(["temp", "a\u{1F}b"]) }
        #expect(throws: DelimitedColumns.Fault.tooMany(257)) {
            try DelimitedColumns(Array(repeating: "temp", count: 257))
        }
    }

    @Test(
        arguments: [
            ("temperature[Cel]", "temperature", "Cel"), ("no2 (ug/m3)", "no2", "ug/m3"),
            ("wind speed [m/s]", "wind_speed", "m/s"),
            ("temperature (inside)", "temperature_inside", ""), ("temperature", "temperature", "Cel"),
            ("Level[furlong]", "level", ""),
        ] as [(String, String, String)]
    )
    func namesAndUnits(_ header: String, _ quantity: String, _ unit: String) throws {
        let reading = try #require(decode("\(header);x\n1;").readings.first)
        #expect(reading.key.quantity.name == quantity)
        if header != "temperature" { #expect(reading.unit.code == unit) }
    }

    @Test func theSurestKeyNamesTheSensor() {
        #expect(decode("temp=1;host=h;id=7;device_id=d").readings.map(\.key.sensor) == ["d"])
        #expect(decode("temp;Station_ID;host\n1;s;\n2;;h").readings.map(\.key.sensor) == ["s", "h"])
    }

    @Test func whatIsTooLongOrTooMuchIsRefused() {
        let long = String(repeating: "x", count: 5_000)
        #expect(decode("\(long);temp\n1;2").reason == .unusableName)
        #expect(decode("\(long)=1;x=y").reason == .unusableName)
        let columns = (0..<500).map { "q\($0)" }.joined(separator: ",")
        let row = Array(repeating: "1", count: 500).joined(separator: ",")
        #expect(
            decode("\(columns)\n\(Array(repeating: row, count: 10).joined(separator: "\n"))").reason == .tooManyReadings
        )
        #expect(scene.send("env/x", Array("temp=1;hum=".utf8) + [0xC3]).reason == .notUTF8)
    }

    @Test func textCutShortOrChangedAnywhereNeverTraps() {
        var generator = SeededGenerator(seed: 4_180)
        for payload in ["time;station;no2 (ppb);t[Cel]\n1795003200;é;1,5;\"2\"\n", "temp = 21,5 ; hum: 40 & x=\"y;z\""]
        {
            let bytes = Array(payload.utf8)
            for end in 1..<bytes.count { scene.send("env/x", Array(bytes.prefix(end))) }
            for _ in 0..<5_000 {
                var changed = bytes
                for _ in 0..<3 {
                    let byte = Array(";,=:&\"\n\t[( 19é".utf8).randomElement(using: &generator) ?? 0
                    changed[Int.random(in: 0..<changed.count, using: &generator)] = byte
                }
                scene.send("env/x", changed)
            }
        }
        #expect(scene.batch.readings.allSatisfy { $0.value.isFinite })
    }

    @Test(
        arguments: [
            ("temp=21.5;hum=40", .csv), ("temp: 21.5", .csv), ("temp,hum\n21.5,40", .csv), ("temp=21.5 hum=40", .csv),
            ("temp\n21.5", .auto), ("hello: world", .auto), ("21.5;40", .auto), ("hello, world\nof words, only", .auto),
            ("12:30", .auto), ("aa:bb:cc:dd:ee:ff", .auto), ("air temp=21.5", .influx),
        ] as [(String, PayloadFormat)]
    )
    func delimitedTextIsRecognised(_ payload: String, _ format: PayloadFormat) {
        let message = Scene(.below("env", .auto)).decode("env/x", payload)
        #expect(message.format == format, "\(payload)")
        #expect(message.grounds.isEmpty == (format == .auto))
    }

    private func decode(_ payload: String) -> DecodedMessage {
        scene.decode("env/depot", payload)
    }

    @Test func aRowMayNameItsQuantityAndUnit() {
        let message = decode(
            "location,parameter,value,unit,utc,latitude\nDock,no2,10,ppb,2026-11-18T12:00:00Z,50.1\n"
                + "Dock,pm25,7,µg/m³,2026-11-18T12:00:00Z,50.1\n"
        )
        #expect(
            message.readings.map { "\($0.key.sensor) \($0.key.quantity.name) \($0.unit.code)" }
                == ["Dock no2 ug/m3", "Dock pm2_5 ug/m3"]
        )
        #expect(message.readings.allSatisfy { $0.eventTime == Scene.noon })
    }

    @Test(arguments: [
        ("temperature_f", 50.0, "temperature 10.0 Cel"), ("Humidity_%", 40, "relative_humidity 40.0 %"),
        ("PM2.5 ug/m3", 4, "pm2_5 4.0 ug/m3"), ("rssi_dbm", -70, "rssi -70.0 dBm"),
        ("people_in", 3, "people_in 3.0 "), ("level_m", 3, "level_m 3.0 "),
    ])
    func aNameMayEndInItsUnit(_ name: String, _ value: Double, _ reading: String) {
        let message = decode("time,\(name)\n2026-11-18T12:00:00Z,\(value)\n")
        let readings = message.readings.map {
            "\($0.key.quantity.name) \(($0.value * 1_000).rounded() / 1_000) \($0.unit.code)"
        }
        #expect(readings == [reading])
    }

    @Test(arguments: [
        "2026-11-18 12:00:00 UTC", "2026-11-18 12:00 GMT", "2026-11-18 13:00:00 +0100", "18.11.2026 12:00:00",
        "2026/11/18 12:00:00", "2026.11.18 12:00:00", "2026/11/18T12:00:00Z", "18.11.2026 13:00 +01:00",
    ])
    func timesOfDashboardsAreRead(_ time: String) {
        let message = decode("created_at,no2\n\(time),5\n")
        #expect(message.readings.map(\.eventTime) == [Scene.noon])
    }

    @Test(arguments: ["18.11.2026 12:61", "18.11.20", "ten past noon, UTC", "2026/11", "99.99.9999", "UTC UTC UTC UTC"])
    func whatIsNoTimeIsNone(_ time: String) {
        let message = decode("created_at,no2\n\"\(time)\",5\n")
        #expect(message.readings.map(\.timeSource) == [.arrival])
    }

    @Test(arguments: [
        ("date,time,no2\n2026-11-18,12:00,5\n", true), ("time;date;no2\n12:00:00;18.11.2026;5\n", true),
        ("date,no2\n2026-11-18T12:00:00Z,5\n", true), ("date,no2\n2026-11-18,5\n", false),
    ])
    func aDayMayHaveAColumnOfItsOwn(_ text: String, _ isNoon: Bool) {
        let midnight = Scene.noon.advanced(byNanoseconds: -12 * 3_600 * Nanoseconds.perSecond)
        #expect(decode(text).readings.map(\.eventTime) == [isNoon ? Scene.noon : midnight])
    }

    @Test(arguments: ["2:30 PM", "12h30", "noon", "25:00", "-"])
    func anUnreadableTimeOfDayIsNotMidnight(_ clock: String) throws {
        let reading = try #require(decode("date,time,no2\n2026-11-18,\(clock),41\n").readings.first)
        #expect(reading.timeSource == .arrival)
        #expect(reading.flags.contains(.clock))
        for date in ["2026-11-18T12:00:00Z", "2026-11-18 12:00:00Z"] {
            #expect(decode("date,time,no2\n\(date),\(clock),41\n").readings.map(\.eventTime) == [Scene.noon])
        }
    }

    @Test(arguments: [
        ("timestamp_utc", "2026-11-18 12:00:00"), ("time_utc", "2026-11-18T12:00:00"),
        ("datetime_utc", "18.11.2026 12:00:00"), ("date_utc", "2026-11-18 12:00:00"), ("utc", "2026-11-18 12:00:00"),
        ("date_utc,time_utc", "2026-11-18,12:00:00"), ("date,time_utc", "2026-11-18,12:00:00"),
        ("timestamp", "2026-11-18 13:00:00"), ("date,time", "2026-11-18,13:00:00"), ("date_utc,time", "1795003200,"),
        ("timestamp_utc", "2026-11-18 13:00:00+01:00"), ("date,time,utc", "2026-11-18,13:00:00,+1"),
        ("utc,date,time", "+01:00,2026-11-18,13:00:00"), ("date,time,utc", "2026-11-18,13:00:00,1"),
        ("date,utc", "2026-11-18,12:00:00"), ("utc,date,time", "01:00,2026-11-18,13:00"),
    ])
    func aColumnMaySayThatItsTimesAreUTC(_ names: String, _ values: String) {
        let zone = TimeZoneRule(offsetSeconds: 3_600)
        let message = Scene(.below("env", .csv, zone: zone)).decode("env/x", "\(names),no2\n\(values),5\n")
        #expect(message.readings.map(\.eventTime) == [Scene.noon])
    }

    @Test(arguments: [
        "50.84661 4.35171", "\"50.84661,4.35171\"", "\"(50.84661, 4.35171)\"", "[50.84661;4.35171]",
        "50.84661 4.35171 17",
    ])
    func aPositionIsNoSensorsName(_ position: String) {
        #expect(decode("location,temperature\n\(position),21\n").readings.map(\.key.sensor) == ["depot"])
        let named = decode("location,site,temperature\n\(position),Dock,21\n")
        #expect(named.readings.map(\.key.sensor) == ["Dock"])
    }

    @Test(arguments: ["Dock", "17", "1.2", "101 102", "a.7", "Dock 4", "1.2.3", "50.8N"])
    func namesWithNumbersStaySensors(_ name: String) {
        #expect(decode("location,temperature\n\(name),21\n").readings.map(\.key.sensor) == [name])
    }
}
