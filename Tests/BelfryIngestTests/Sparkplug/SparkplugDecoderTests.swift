import BelfryModel
import Testing

@testable import BelfryIngest

/// Single messages: what in them is a reading, under which name, of which time.
@Suite struct SparkplugDecoderTests {
    let scene = Scene(.sparkplug())

    @Test func aBirthCertificateCarriesReadings() throws {
        let message = scene.decode(
            "spBv1.0/city/NBIRTH/cabinet-7",
            sparkplug(
                0,
                [
                    .bdSeq(3),
                    .named("Node Control/Rebirth", 11, .boolean(false)),
                    .named("Node Control/Scan Rate", 4, .long(3_000)),
                    .named("Properties/Rack", 3, .int(4)),
                    .named("Air/Temperature", 9, .float(-2.5), unit: "°C"),
                    .named("Supply Voltage", 10, .double(12.25), unit: "V"),
                    .named("Door Open", 11, .boolean(true)),
                    .named("Site", 12, .string("Jan Janssens")),
                ]
            )
        )
        #expect(message.outcome == .readings)
        #expect(message.format == .sparkplug)
        #expect(message.readings.map(\.key.sensor) == ["cabinet-7", "cabinet-7", "cabinet-7"])
        #expect(message.readings.map(\.key.quantity.name) == ["temperature", "supply_voltage", "door_open"])
        #expect(message.readings.map(\.value) == [-2.5, 12.25, 1])
        #expect(message.readings.map(\.unit.code) == ["Cel", "V", "1"])
        #expect(message.readings.allSatisfy { $0.eventTime == Scene.noon && $0.timeSource == .payload })
        #expect(message.readings.allSatisfy { $0.quality == .good })
    }

    @Test func aBirthWithoutMeasuredValuesIsMetadata() {
        let controls = sparkplug(0, [.bdSeq(0), .named("Node Control/Rebirth", 11, .boolean(false))])
        expect("spBv1.0/g/NBIRTH/n", controls, .metadata, .birthCertificate)
        expect("spBv1.0/g/DBIRTH/n/d", sparkplug(1), .metadata, .birthCertificate)
        var empty = TestMetric.named("Speed", 9, .none)
        empty.isNull = true
        expect("spBv1.0/g/DBIRTH/n/d", sparkplug(1, [empty]), .metadata, .birthCertificate)
    }

    @Test func commandsAndStatesAreNoReadings() {
        let command = sparkplug(nil, [.named("Outputs/LED", 11, .boolean(true))])
        expect("spBv1.0/g/NCMD/n", command, .command, .deviceCommand)
        expect("spBv1.0/g/DCMD/n/d", command, .command, .deviceCommand)
        expect("spBv1.0/STATE/scada", Array("{\"online\":true,\"timestamp\":1}".utf8), .metadata, .hostState)
        let older = Scene(Subscription(template: filter("STATE/+"), format: .sparkplug, agency: "works"))
        #expect(older.decode("STATE/scada", "ONLINE").reason == .hostState)
    }

    @Test func deathsAreEvents() {
        expect("spBv1.0/g/NDEATH/n", sparkplug(nil, [.bdSeq(0)]), .event, .deathCertificate)
        expect("spBv1.0/g/DDEATH/n/d", sparkplug(4), .event, .deathCertificate)
    }

    @Test func theSensorIsTheNodeOrTheDevice() throws {
        let payload = sparkplug(0, [.named("Inputs/A", 11, .boolean(true))])
        let reading = try #require(scene.decode("spBv1.0/g/DDATA/Raspberry Pi/Pibrella", payload).readings.first)
        #expect(reading.key.sensor == "Raspberry Pi/Pibrella")
        #expect(reading.key.quantity.name == "inputs_a")
    }

    @Test func aTopicTemplateMayNameTheSensor() throws {
        let scene = Scene(
            Subscription(template: filter("spBv1.0/{zone}/+/{sensor}/#"), format: .sparkplug, agency: "works")
        )
        let payload = sparkplug(0, [.named("Speed", 9, .float(50), unit: "km/h")])
        let reading = try #require(scene.decode("spBv1.0/north/NBIRTH/n-1", payload).readings.first)
        #expect(reading.key.sensor == "n-1")
        #expect(reading.flags.isEmpty)
    }

    @Test func metricsThatEndAlikeKeepTheirWholeNames() {
        let message = scene.decode(
            "spBv1.0/g/DBIRTH/n/d",
            sparkplug(
                1,
                [
                    .named("Room 1/Temperature", 9, .float(20), unit: "Cel"),
                    .named("Room 2/Temp", 9, .float(21), unit: "Cel"),
                    .named("Room 2/Humidity", 9, .float(50), unit: "%"),
                ]
            )
        )
        #expect(
            message.readings.map(\.key.quantity.name) == ["room_1_temperature", "room_2_temp", "relative_humidity"]
        )
    }

    @Test func aMetricsOwnTimeGoesBeforeThePayloads() {
        var early = TestMetric.named("Speed", 9, .float(1))
        early.milliseconds = Scene.noon.milliseconds - 5_250
        let none = TestMetric.named("Occupancy", 9, .float(1))
        let times = scene.decode("spBv1.0/g/NDATA/n", sparkplug(0, [early, none])).readings.map(\.eventTime)
        #expect(times == [Scene.noon.advanced(byNanoseconds: -5_250 * Nanoseconds.perMillisecond), Scene.noon])
    }

    @Test func withoutAnyTimeTheArrivalCounts() throws {
        let payload = sparkplug(0, [.named("Speed", 9, .float(1), unit: "km/h")], at: nil)
        let reading = try #require(scene.decode("spBv1.0/g/NDATA/n", payload).readings.first)
        #expect(reading.timeSource == .arrival)
        #expect(reading.flags.isEmpty)
    }

    @Test(arguments: [-1, .max, .min] as [Int64])
    func impossibleTimesAreDoubted(_ milliseconds: Int64) throws {
        let payload = sparkplug(0, [.named("Speed", 9, .float(1), unit: "km/h")], at: milliseconds)
        let reading = try #require(scene.decode("spBv1.0/g/NDATA/n", payload).readings.first)
        #expect(reading.flags == .clock)
        #expect(reading.eventTime == scene.now)
    }

    @Test func historyKeepsItsTimeOrIsNone() {
        var history = TestMetric.named("Speed", 9, .float(1), unit: "km/h")
        history.isHistorical = true
        expect("spBv1.0/g/NDATA/n", sparkplug(0, [history]), .undecoded, .brokenRule)
        history.milliseconds = Scene.noon.milliseconds - 3_600_000
        let message = scene.decode("spBv1.0/g/NDATA/n", sparkplug(1, [history]))
        #expect(message.readings.map { Scene.noon.nanosecondsSince($0.eventTime) } == [Nanoseconds.perHour])
    }

    @Test func nullsAreNoValues() {
        var null = TestMetric.named("Speed", 9, .float(0))
        null.isNull = true
        expect("spBv1.0/g/NDATA/n", sparkplug(0, [null]), .ignored, .noValue)
        expect("spBv1.0/g/NDATA/n", sparkplug(1, [.named("Speed", 9, .none)]), .ignored, .noValue)
        expect("spBv1.0/g/NDATA/n", sparkplug(2, [.named("Speed", 9, .float(.nan))]), .ignored, .noValue)
    }

    @Test func whatIsNotMeasuredIsMetadata() {
        let others: [TestMetric] = [
            .named("Plate", 12, .string("AB-123-CD")), .named("Image", 17, .bytes([1, 2])),
            .named("Table", 16, .dataSet), .named("Motor", 19, .template()),
            .named("Since", 13, .long(1_795_003_200_000)),
            .named("Node Control/Rebirth", 11, .boolean(true)), .named("Device Control/Reboot", 11, .boolean(true)),
            .named("Properties/OS", 12, .string("Raspbian")), .bdSeq(4),
        ]
        expect("spBv1.0/g/NDATA/n", sparkplug(0, others), .metadata, .noMeasuredValue)
        expect("spBv1.0/g/NDATA/n", sparkplug(1), .metadata, .noMeasuredValue)
    }

    @Test func membersOfTemplatesAreMetricsOfTheirOwn() {
        let motor: [TestMetric] = [
            .named("Temperature", 9, .float(40), unit: "Cel"), .named("Running", 11, .boolean(true)),
            .named("Maker", 12, .string("x")), .named("Bearing", 19, .template([.named("Temperature", 9, .float(50))])),
        ]
        let definition = TestMetric.named("_types_/Motor", 19, .template(motor, isDefinition: true))
        var pump = TestMetric.named("Pump 2", 19, .template(motor))
        pump.alias = 5
        let birth = scene.decode("spBv1.0/g/NBIRTH/t", sparkplug(0, [.bdSeq(0), definition, pump]))
        #expect(
            birth.readings.map { "\($0.key.quantity.name) \($0.value)" } == [
                "pump_2_temperature 40.0", "pump_2_running 1.0", "pump_2_bearing_temperature 50.0",
            ]
        )
        #expect(birth.readings.map(\.unit.code) == ["Cel", "1", ""])
        // Later on the alias stands for the template, and only what has changed is in it.
        var change = TestMetric.aliased(5, .template([.named("Temperature", 9, .float(41))]))
        change.milliseconds = Scene.noon.milliseconds - 60_000
        let data = scene.decode("spBv1.0/g/NDATA/t", sparkplug(1, [change]))
        #expect(data.readings.map(\.value) == [41])
        #expect(data.readings.map(\.unit.code) == ["Cel"])
        #expect(data.readings.map { Scene.noon.nanosecondsSince($0.eventTime) } == [Nanoseconds.perMinute])
        var null = pump
        null.isNull = true
        expect("spBv1.0/g/NDATA/t", sparkplug(2, [null]), .ignored, .noValue)
    }

    @Test func aFaultWithinATemplateIsThePayloads() {
        var broken = ProtobufBytes()
        broken.text(1, "Pump")
        broken.bytes(18, [0x12, 0x7F])
        var payload = ProtobufBytes()
        payload.bytes(2, broken.bytes)
        #expect(scene.decode("spBv1.0/g/NDATA/n", payload.bytes).outcome == .malformed)
    }

    @Test func unitsComeUnderSeveralKeys() {
        let readings = ["engUnit", "Units", "units", "EngUnits"].map { key in
            var metric = TestMetric.named("Speed", 9, .float(10))
            metric.properties = [("Scale", .int(1)), (key, .string("m/s"))]
            return metric
        }
        for metric in readings {
            let message = scene.decode("spBv1.0/g/DBIRTH/n/d", sparkplug(1, [metric]))
            #expect(message.readings.map(\.value) == [36])
            #expect(message.readings.map(\.unit.code) == ["km/h"])
        }
    }

    @Test func withoutAUnitTheSubscriptionsHolds() {
        let scene = Scene(
            Subscription(
                template: filter("spBv1.0/#"),
                format: .sparkplug,
                agency: "works",
                units: ["speed": Unit("m/s")]
            )
        )
        let payload = sparkplug(0, [.named("Speed", 9, .float(10))])
        #expect(scene.decode("spBv1.0/g/NDATA/n", payload).readings.map(\.value) == [36])
        #expect(self.scene.decode("spBv1.0/g/NDATA/n", payload).readings.map(\.flags) == [.unitUnknown])
    }

    @Test(arguments: [(0, true), (192, false), (500, true)] as [(UInt64, Bool)])
    func theQualityPropertyIsTheDevicesOwnDoubt(_ code: UInt64, _ isDoubted: Bool) {
        var metric = TestMetric.named("Speed", 9, .float(10))
        metric.properties = [("Quality", .int(code)), ("engUnit", .string("km/h"))]
        let readings = scene.decode("spBv1.0/g/DBIRTH/n/d", sparkplug(1, [metric])).readings
        #expect(readings.map(\.flags) == [isDoubted ? .deviceStatus : []])
        #expect(readings.map(\.quality) == [isDoubted ? .suspect : .good])
    }

    @Test func aUnitTooLongToBeOneIsNone() {
        let unit = String(repeating: "kilometres ", count: 4)
        let message = scene.decode("spBv1.0/g/DBIRTH/n/d", sparkplug(1, [.named("Speed", 9, .float(1), unit: unit)]))
        #expect(message.readings.map(\.flags) == [.unitUnknown])
    }

    @Test func faultsThatEndAMessage() {
        expect("spBv1.0/g/XDATA/n", sparkplug(0), .undecoded, .unknownFormat)
        expect("spBv1.0/g/NDATA/n", sparkplug(256), .malformed, .brokenRule)
        expect("spBv1.0/g/NDATA/n", [0x0B], .malformed, .notProtobuf)
        expect("spBv1.0/g/NDATA/n", [0x12, 0x02, 0x0D, 0x01], .malformed, .notProtobuf)
        expect("spBv1.0/g/NDATA/n", [0x0D, 1, 2, 3, 4], .malformed, .wrongType)
        expect("spBv1.0/g/NCMD/n", [0x12, 0x7F], .malformed, .notProtobuf)
        expect("spBv1.0/g/NDATA/n", [], .malformed, .emptyPayload)
        expect("spBv1.0/g/NDATA/n", sparkplug(0, [.named("Speed", 10, .double(.infinity))]), .undecoded, .notFinite)
        expect("spBv1.0/g/NDATA/n", sparkplug(0, [TestMetric(value: .float(1))]), .undecoded, .brokenRule)
        let long = String(repeating: "a", count: 257)
        expect("spBv1.0/g/NDATA/n", sparkplug(0, [.named(long, 9, .float(1))]), .undecoded, .unusableName)
        expect("spBv1.0/g/NDATA/\(long)", sparkplug(0, [.named("a", 9, .float(1))]), .undecoded, .unusableName)
        expect("spBv1.0/g/NDATA/n", sparkplug(0, [.named("Speed", 3, .float(1))]), .undecoded, .wrongType)
    }

    @Test func unknownFieldsAreSkipped() {
        var payload = ProtobufBytes()
        payload.text(4, "uuid")
        payload.bytes(5, [1, 2, 3])
        payload.float(99, 1)
        payload.varint(3, 0)
        var metric = ProtobufBytes()
        metric.bytes(8, [0x08, 0x01])
        metric.float(12, 7)
        metric.text(1, "Speed")
        metric.varint(6, 1)
        metric.double(77, 1)
        payload.bytes(2, metric.bytes)
        payload.varint(1, UInt64(Scene.noon.milliseconds))
        let readings = scene.decode("spBv1.0/g/NDATA/n", payload.bytes).readings
        #expect(readings.map(\.value) == [7])
        #expect(readings.map(\.eventTime) == [Scene.noon])
    }

    @Test func autoRecognisesTheTopic() {
        let scene = Scene(Subscription(template: filter("#"), format: .auto, agency: "works"))
        let payload = sparkplug(0, [.named("Speed", 9, .float(1), unit: "km/h")])
        let message = scene.decode("spBv1.0/g/NBIRTH/n", payload)
        #expect(message.format == .sparkplug)
        #expect(message.grounds == "the topic is below spBv1.0/")
        #expect(message.readings.map(\.value) == [1])
        #expect(scene.decode("spBv1.0/STATE/h", "{\"online\":true}").reason == .hostState)
        #expect(scene.decode("spBv1.0", payload).format == .auto)
        #expect(scene.decode("spBv1.0x/g/NBIRTH/n", payload).format == .auto)
    }

    private func expect(
        _ topic: String,
        _ payload: [UInt8],
        _ outcome: Outcome,
        _ reason: Reason,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let message = scene.decode(topic, payload)
        #expect(message.outcome == outcome, sourceLocation: sourceLocation)
        #expect(message.reason == reason, sourceLocation: sourceLocation)
        #expect(message.readings.isEmpty, sourceLocation: sourceLocation)
    }
}
