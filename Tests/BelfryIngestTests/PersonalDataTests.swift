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

    @Test(
        "Home Assistant's persons and what they carry end as personal data",
        arguments: [
            "person.john_smith,domain=person,entity_id=john_smith gps_accuracy=10,battery=5",
            "device_tracker.johns_phone,entity_id=johns_phone battery=80",
            "%,domain=device_tracker,entity_id=johns_phone value=80",
        ]
    )
    func entitiesOfPersons(_ line: String) {
        let scene = Scene(Subscription(template: filter("#"), format: .influx, agency: "env"))
        let disposition = scene.send("ha/x", line)
        #expect(disposition.outcome == .ignored && disposition.reason == .personalData)
        #expect(scene.batch.readings.isEmpty && scene.batch.quarantine.isEmpty)
    }

    @Test(
        arguments: [
            ("disk,host=gw,device=sda1,path=/home/john.smith,fstype=ext4 used_percent=5", "gw/sda1"),
            ("lora,dev_eui=0004A30B001C0530 temperature=5", "0004A30B001C0530"),
        ]
    )
    func partsOfMachinesStay(_ line: String, _ sensor: String) {
        let scene = Scene(Subscription(template: filter("#"), format: .influx, agency: "env"))
        #expect(scene.decode("env/x", line).readings.first?.key.sensor == sensor)
        let card = scene.decode("env/x", "air,sensor=4111111111111111 no2=5").readings.first?.key.sensor ?? ""
        #expect(card.hasPrefix("ha-"))
    }

    @Test("A sensor that is called by somebody's address gets another name, always the same one")
    func sensorsWithAMailAddress() {
        let entity = "{\"id\":\"urn:ngsi-ld:Device:jane.doe@example.org\",\"type\":\"Device\",\"temperature\":21}"
        let messages: [(PayloadFormat, String, String)] = [
            (.ngsi, "env/x", entity),
            (.senml, "env/jane.doe@example.org", "[{\"n\":\"temperature\",\"u\":\"Cel\",\"v\":21}]"),
            (.value, "owntracks/jane.doe@example.org/temperature", "21"),
        ]
        for (format, topic, payload) in messages {
            let template = format == .value ? "owntracks/{sensor}/{quantity}" : "env/{sensor}"
            let scene = Scene(Subscription(template: filter(template), format: format, agency: "env"))
            let names = (0..<2).map { _ in scene.decode(topic, payload).readings.first?.key.sensor ?? "" }
            #expect(names[0].hasPrefix("ma-") && names[0] == names[1], "\(format) \(names)")
        }
    }

    @Test(
        arguments: [
            ("a@b.c", true), ("urn:x:jane.doe@mail.example.org", true), ("v3/app1@ttn/devices/d.1", false),
            ("@b.c", false), ("a@.c", false), ("a@", false), ("", false), ("pm2.5@roof", false), ("müller@b.de", true),
        ] as [(String, Bool)]
    )
    func mailAddresses(_ text: String, _ isHeld: Bool) {
        #expect(MailAddress.isHeld(in: text.utf8) == isHeld)
    }

    @Test(arguments: ["aa:bb:cc:dd:ee:ff", "john.smith@example.org", "location", "Position", "location_2"])
    func namesThatArePersonalThemselves(_ name: String) {
        #expect(PersonalName.isOne(name))
    }
}
