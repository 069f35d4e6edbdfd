import BelfryModel
import Testing

@testable import BelfryIngest

/// InfluxDB line protocol, rule by rule.
@Suite struct LineProtocolDecoderTests {
    let scene = Scene(.below("env", .influx))

    @Test func aLineCarriesAReadingPerField() {
        let message = decode(
            "air,district=north,station=a-7 no2=31.5,pm10=18i,people_count=4u,valid=true,note=\"dry, \\\"warm\\\"\" 1795003200000000001\n"
        )
        #expect(message.outcome == .readings)
        #expect(message.readings.map(\.key.sensor) == ["a-7", "a-7", "a-7", "a-7"])
        #expect(message.readings.map(\.key.quantity.name) == ["no2", "pm10", "people_count", "valid"])
        #expect(message.readings.map(\.value) == [31.5, 18, 4, 1])
        #expect(message.readings.allSatisfy { $0.eventTime.nanoseconds == 1_795_003_200_000_000_001 })
        #expect(message.readings.allSatisfy { $0.timeSource == .payload })
    }

    @Test func withoutATimeTheArrivalCounts() throws {
        let reading = try #require(decode("air,station=a-7 no2=31.5").readings.first)
        #expect(reading.eventTime == scene.now)
        #expect(reading.timeSource == .arrival)
    }

    @Test func linesCommentsAndBlankLinesAlternate() {
        let message = decode(
            "# hourly\n\n  air,station=a no2=1 1795003200000000000  \r\n   # next, 7 \r\nair,station=b no2=2\n \nair,station=c no2=3 "
        )
        #expect(message.readings.map(\.key.sensor) == ["a", "b", "c"])
        #expect(message.readings.map(\.value) == [1, 2, 3])
        #expect(message.readings.map(\.timeSource) == [.payload, .arrival, .arrival])
    }

    @Test func aBadLineGivesNothingAndTheOthersStay() {
        let message = decode(
            "air,station=a no2=1\nair,station=b no2=2,o3=\nair,station=c no2=3,o3=x\nair,station=d no2=4"
        )
        #expect(message.outcome == .readings)
        #expect(message.readings.map(\.key.sensor) == ["a", "d"])
    }

    @Test(arguments: [
        // The surest tag names the sensor, in whatever order they come.
        ("air,host=h,station=s,device_id=d,sensor=x no2=1", "x", "no2"),
        ("air,host=h,station=s,device_id=d,device=e no2=1", "e", "no2"),
        ("air,host=h,station=s,sensor_id=i no2=1", "i", "no2"), ("air,host=h,station=s no2=1", "s", "no2"),
        ("air,host=h no2=1", "h", "no2"),
        // Without one, measurement and tags of places do, and the order of the tags tells nothing.
        ("air no2=1", "air", "no2"), ("air,zone=2,room=1 no2=1", "air/1/2", "no2"),
        ("air,room=1,Zone_ID=2 no2=1", "air/2/1", "no2"), ("flow,class=truck,lane=2 flow=1", "flow/truck/2", "flow"),
        // A host may pass on what many sensors measure.
        ("cpu,cpu=cpu0,host=gw usage_idle=1", "gw/cpu0", "usage_idle"),
        ("cpu,cpu=cpu1,host=gw usage_idle=1", "gw/cpu1", "usage_idle"),
        ("mem,host=gw used=1", "gw", "used"),
        ("mqtt_consumer,host=tg,topic=city/a/b value=1", "city/a", "b"),
        ("mqtt_consumer,host=tg,topic=city/a/b temperature=1", "city/a/b", "temperature"),
        ("no2,host=tg,topic=city/a/b value=1", "city/a/b", "no2"),
        ("mqtt_consumer,host=tg,topic=city/7 value=1", "city/7", "mqtt_consumer"),
        ("mqtt_consumer,topic=no2 value=1", "no2", "mqtt_consumer"),
        ("mqtt_consumer,sensor=s,topic=city/a/b value=1", "s", "b"),
        // A field called value is of the quantity that the measurement names.
        ("PM2.5,station=s value=1", "s", "pm2_5"), ("no2 value=1", "no2", "no2"),
        // Escapes.
        ("my\\ air\\,x,station=a\\ 7\\,\\=b windSpeed=1", "a 7,=b", "wind_speed"),
        ("a=b,zone\\==e\\\\f wind\\ speed=1", "a=b/e\\\\f", "wind_speed"), ("m,station=\\\\ 7 no2=1", "\\ 7", "no2"),
        ("a\\b,room=d\\e no2=1", "a\\b/d\\e", "no2"),
        ("\"air\",station=\"s\" no2=1", "\"s\"", "no2"), ("luft,station=köln no2=1", "köln", "no2"),
    ])
    func names(_ line: String, _ sensor: String, _ quantity: String) throws {
        let reading = try #require(decode(line).readings.first, "\(line)")
        #expect(reading.key.sensor == sensor)
        #expect(reading.key.quantity.name == quantity)
    }

    /// What a tag says of a person, a vehicle or a phone becomes no name of a sensor.
    @Test(arguments: [
        ("parking,plate=AB-123-CD,zone=3 duration=35", "parking/3"), ("visits,visitor=John\\ Smith count=1i", "visits"),
        ("visits,name=John\\ Smith count=1i", "visits"), ("probe,mac=3c:5a:b4:01:02:03 rssi=-71i", "probe"),
        ("trip,user=jsmith,phone=32471234567,email=j@example.org,vehicle=7,driver=9 speed=3", "trip"),
        ("probe,id=3c:5a:b4:01:02:03 rssi=-71i", "probe/\(HardwareAddress.hidden(in: "3c:5a:b4:01:02:03"))"),
        ("probe,device=3c5ab4010203 rssi=-71i", HardwareAddress.hidden(in: "3c5ab4010203")),
        ("3c-5a-b4-01-02-03 rssi=-71i", HardwareAddress.hidden(in: "3c-5a-b4-01-02-03")),
    ])
    func tagsAboutPeopleNameNoSensor(_ line: String, _ sensor: String) throws {
        let reading = try #require(decode(line).readings.first, "\(line)")
        #expect(reading.key.sensor == sensor)
        for secret in ["AB-123", "John", "3c", "5ab4", "jsmith", "3247", "example.org"] {
            #expect(!"\(reading.key)".contains(secret) || sensor.hasPrefix("ha-"), "\(line)")
        }
    }

    @Test(arguments: [
        ("diskio,host=gw,name=sda reads=1", "gw/sda"), ("disk,device=sda1,host=gw,path=/data used=1", "gw/sda1"),
        ("modbus,host=gw,name=meter-1,type=holding_register power=1", "gw/meter-1/holding_register"),
        ("door,host=gw,name=John open=1", "gw"),
        ("air,device=a-7,host=gw no2=1", "a-7"),
    ])
    func partsOfAMachineAreTold(_ line: String, _ sensor: String) {
        #expect(decode(line).readings.map(\.key.sensor) == [sensor])
    }

    @Test(arguments: [
        ("70b3d57ed0001a2b", true), ("70:b3:d5:7e:d0:00:1a:2b", true), ("0242acfffe110002", false),
        ("0242ac110002", false),
    ])
    func aRadiosIdentifierNamesItAndAHardwareAddressDoesNot(_ identifier: String, _ isKept: Bool) {
        let sensors = decode("up,dev_eui=\(identifier) rssi=-90").readings.map(\.key.sensor)
        #expect((sensors == [identifier]) == isKept)
        #expect(sensors.count == 1)
    }

    @Test(arguments: [
        ("°C,domain=sensor,entity_id=roof value=21.5", "roof temperature 21.5 Cel"),
        ("µg/m³,domain=sensor,entity_id=pm value=4", "pm value 4.0 ug/m3"),
        ("no2,entity_id=a value=4", "a no2 4.0 "),
    ])
    func homeAssistantCallsItsMeasurementsByTheirUnits(_ line: String, _ reading: String) {
        let readings = decode(line).readings.map {
            "\($0.key.sensor) \($0.key.quantity.name) \($0.value) \($0.unit.code)"
        }
        #expect(readings == [reading])
    }

    @Test func aFieldMayEndInItsUnitAndAPlateMayBeWarm() {
        let readings = decode("solar,sensor=s plate_temperature=55,temp_c=20,plate_number=7").readings
        #expect(readings.map(\.key.quantity.name) == ["plate_temperature", "temperature"])
        #expect(readings.map(\.unit.code) == ["", "Cel"])
    }

    @Test func theTopicNamesTheSensorWhereNoTagDoes() throws {
        let scene = Scene(Subscription(template: filter("lp/{sensor}"), format: .influx, agency: "env"))
        let named = try #require(scene.decode("lp/a-7", "air,district=north no2=1").readings.first)
        #expect(named.key.sensor == "a-7")
        let passedOn = try #require(scene.decode("lp/a-7", "air,host=gateway no2=1").readings.first)
        #expect(passedOn.key.sensor == "a-7" && !passedOn.flags.contains(.identityConflict))
        let conflict = try #require(scene.decode("lp/a-7", "air,station=b-9 no2=1").readings.first)
        #expect(conflict.key.sensor == "b-9")
        #expect(conflict.flags.contains(.identityConflict))
    }

    @Test(
        arguments: [
            ("1", 1), ("-1.5e-3", -0.0015), ("1.", 1), (".5", 0.5), ("-.5", -0.5), ("1E+2", 100), ("0x1p-2", 0.25),
            ("007", 7), ("9223372036854775807i", 0x1p63), ("-9223372036854775808i", -0x1p63),
            ("0i", 0), ("-0i", 0), ("18446744073709551615u", 0x1p64), ("t", 1), ("T", 1), ("true", 1), ("True", 1),
            ("TRUE", 1), ("f", 0), ("F", 0), ("false", 0), ("False", 0), ("FALSE", 0),
        ] as [(String, Double)]
    )
    func values(_ text: String, _ value: Double) {
        #expect(decode("m,station=s level=\(text)").readings.map(\.value) == [value])
        #expect(decode("m,station=s level=\(text),other=1 0").readings.map(\.value) == [value, 1])
    }

    @Test(arguments: [
        "", "+1", "1x", "--1", "1.2.3", "-", "1e", "1i2", "1ii", "9223372036854775808i", "-9223372036854775809i",
        "18446744073709551616u", "-1u", "1.5i", "1e3i", "1e400", "-1e400", "-inf", "-nan", "NaN", "inf", "0x10", "tru",
        "tRUE", "truefalse", "fALSE", "yes", "\"open", "\"open\\\"", "\"a\"b", "\"a\"\t", "1\t",
    ])
    func valuesThatBreakTheLine(_ text: String) {
        let message = decode("m,station=s good=1,level=\(text) 1795003200000000000")
        #expect(message.outcome == .malformed)
        #expect(message.reason == .brokenRule)
        #expect(message.detail.hasPrefix("line 1: "))
        #expect(message.readings.isEmpty)
    }

    @Test(arguments: [
        "m", "m ", "m,", "m, f=1", "m,a f=1", "m,a= f=1", "m,=b f=1", "m,a=b", "m,a=b ", "m,a=b,f=1", "m,a=b=c f=1",
        "m f",
        "m f=", "m =1", "m f=1,", "m f=1, g=2", "m f=1,,g=2", "m f=1 1 2", "m f=1 1x", "m f=1 -", "m f=1 1-2",
        "m f=1 1.5",
        "m f=1 9223372036854775808", "m f=1 soon", ",a=b f=1", "=1", "m\tf=1", "m\u{7F} f=1", "m,a\u{1}=b f=1",
        "m f\u{B}=1", "m f=1\r2", "m f=1 \r1", "#a\tcomment", "\u{2} f=1", "m\\", "m,a=b\\ f=1",
    ])
    func linesThatBreakARule(_ line: String) {
        let message = decode("\n\(line)\n")
        #expect(message.outcome == .malformed, "\(line)")
        #expect(message.reason == .brokenRule)
        #expect(message.detail.hasPrefix("line 2: "))
        #expect(decode("\(line)\nm,station=s level=3").readings.map(\.value) == [3], "\(line)")
    }

    @Test func namesAndTextsHaveToBeUTF8() {
        for bytes in ["m,station=#", "m#", "m,#=a", "m #=1", "m f=\"#\""] {
            let line = Array("\(bytes) level=1".utf8).map { $0 == UInt8(ascii: "#") ? 0xC3 : $0 }
            #expect(scene.send("env/x", line).reason == .notUTF8, "\(bytes)")
        }
    }

    @Test(arguments: [
        "m f=1 0", "m f=1 -1", "m f=1 9223372036854775807", "m f=1 -9223372036854775808", "m f=1 000000000000000000000",
    ])
    func timesThatNoClockShowsGiveWayToTheArrival(_ line: String) throws {
        let reading = try #require(decode(line).readings.first)
        #expect(reading.eventTime == scene.now)
        #expect(reading.flags.contains(.clock))
    }

    @Test func textsAreNoMeasuredValues() {
        #expect(decode("m,station=s state=\"AB-123-CD\"").reason == .notANumber)
        #expect(decode("m,station=s state=\"4\n2\",level=1").readings.map(\.value) == [1])
        #expect(decode("# nothing but a comment\n").reason == .noQuantity)
        #expect(decode("m,station=\(String(repeating: "x", count: 1_100)) f=1").reason == .unusableName)
        #expect(decode("m,station=s \(String(repeating: "x", count: 300))=1").reason == .unusableName)
    }

    @Test func aMessageOfTooManyFieldsIsRefused() {
        let fields = (0..<5_000).map { "f\($0)=1" }.joined(separator: ",")
        #expect(decode("m \(fields)").reason == .tooManyReadings)
    }

    @Test func aLineCutShortAnywhereGivesNothingThatWasNotInIt() {
        let line = Array("air,station=a\\ 7 no2=31.5,pm10=18i,ok=t,note=\"é\\\"\" 1795003200000000000".utf8)
        for end in 1..<line.count {
            let disposition = scene.send("env/x", Array(line.prefix(end)))
            #expect(disposition.outcome == .readings || disposition.outcome == .malformed, "cut at \(end)")
            #expect(scene.batch.readings.allSatisfy { $0.value.isFinite })
        }
    }

    @Test func linesAreRecognised() {
        let scene = Scene(.below("env", .auto))
        let message = scene.decode("env/x", "# a comment\nair,station=a-7 no2=31.5")
        #expect(message.format == .influx)
        #expect(!message.grounds.isEmpty)
        #expect(scene.decode("env/x", "temp=21.5 hum=40").format != .influx)
        #expect(scene.decode("env/x", "hello world").format != .influx)
    }

    private func decode(_ payload: String) -> DecodedMessage {
        scene.decode("env/x", payload)
    }

    @Test(
        arguments: [
            (nil, .influx, "1795003200000000000", true), (.nanoseconds, .influx, "1795003200000000000", true),
            (.microseconds, .influx, "1795003200000000", true), (.milliseconds, .influx, "1795003200000", true),
            (.seconds, .influx, "1795003200", true), (.seconds, .auto, "1795003200", true),
            // Under `auto` the size tells; where the format is declared, nanoseconds are the rule.
            (nil, .auto, "1795003200", true), (nil, .auto, "1795003200000", true),
            (nil, .auto, "1795003200000000", true), (nil, .auto, "1795003200000000000", true),
            (nil, .influx, "1795003200", false), (.seconds, .influx, "1795003200000000000", false),
            (.milliseconds, .influx, "1795003200", false), (nil, .auto, "-1", false),
            (.seconds, .influx, "9223372036854775807", false),
        ] as [(TimePrecision?, PayloadFormat, String, Bool)]
    )
    func timesCountInTheUnitThatIsDeclared(
        _ precision: TimePrecision?,
        _ format: PayloadFormat,
        _ time: String,
        _ isNoon: Bool
    ) throws {
        var subscription = Subscription.below("env", format)
        subscription.precision = precision
        let scene = Scene(subscription)
        scene.now = Scene.noon.advanced(byNanoseconds: 5 * Nanoseconds.perSecond)
        let reading = try #require(scene.decode("env/x", "air,station=a no2=31.5 \(time)").readings.first)
        #expect(reading.eventTime == (isNoon ? Scene.noon : scene.now))
        #expect(reading.flags.contains(.clock) == !isNoon)
    }
}
