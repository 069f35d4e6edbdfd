import BelfryModel
import Testing

@testable import BelfryIngest

/// Numbers about people, vehicles, telephones and positions are no readings, whatever the format.
@Suite struct PersonalDataTests {
    static let names = [
        "plate", "licensePlate", "phone", "phone_number", "imsi", "imei", "mac", "mac_1", "lat", "lon", "latitude",
        "longitude", "gps_lat", "driver_id", "userId", "name",
    ]

    @Test(arguments: names)
    func areNoReadings(_ name: String) {
        let messages: [(PayloadFormat, String, [UInt8])] = [
            (.iotAgent, "json/k/d-1/attrs", Array("{\"\(name)\":32471234567}".utf8)),
            (.influx, "env/x", Array("m,sensor=s \(name)=32471234567".utf8)),
            (.csv, "env/x", Array("\(name)=32471234567;device=s".utf8)),
            (.senml, "env/x", Array("[{\"n\":\"s:\(name)\",\"v\":32471234567}]".utf8)),
            (.sparkplug, "spBv1.0/g/NDATA/n", sparkplug(0, [.named("Car/\(name)", 10, .double(32_471_234_567))])),
        ]
        for (format, topic, payload) in messages {
            let scene = Scene(Subscription(template: filter("#"), format: format, agency: "env"))
            let disposition = scene.send(topic, payload)
            #expect(disposition.outcome == .ignored && disposition.reason == .personalData, "\(format) \(name)")
            #expect(scene.batch.readings.isEmpty && scene.batch.newSeries.isEmpty && scene.batch.quarantine.isEmpty)
            #expect(scene.decode(topic, payload).reason == .personalData)
        }
    }

    @Test func whatElseIsInTheMessageStays() {
        let scene = Scene(Subscription(template: filter("#"), format: .iotAgent, agency: "env"))
        let message = scene.decode("json/k/d-1/attrs", "{\"h\":70,\"t\":15,\"q1\":3,\"lat\":51.2,\"lon\":4.4}")
        #expect(message.readings.map(\.key.quantity.name) == ["h", "t", "q1"])
    }

    @Test func aPositionIsKnownByItsUnitToo() {
        let scene = Scene(.below("env", .senml))
        #expect(scene.send("env/x", "[{\"n\":\"s:y\",\"u\":\"lat\",\"v\":51.2}]").reason == .personalData)
    }

    @Test(arguments: [
        "h", "t", "q1", "plate_count", "person_count", "visitors", "template", "latency", "machine", "platform",
        "vehicle_length", "long_term_mean", "windSpeed", "flat", "valve_position", "temp_inside", "no2", "id",
    ])
    func namesOfOthersStay(_ name: String) {
        #expect(!PersonalName.isOne(name))
    }

    @Test(arguments: ["aa:bb:cc:dd:ee:ff", "john.smith@example.org"])
    func namesThatArePersonalThemselves(_ name: String) {
        #expect(PersonalName.isOne(name))
    }
}
