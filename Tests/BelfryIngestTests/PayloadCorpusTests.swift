// Real messages of other people, where the machine has them: each with the readings that a correct decoder takes out.

import BelfryModel
import Foundation
import Testing

@testable import BelfryIngest

@Suite struct PayloadCorpusTests {
    /// What an expectation names otherwise than we do.
    private static let renamed = [
        // A motion sensor's occupancy is no share of time that a loop is covered.
        "zigbee2mqtt/hue-motion.json occupancy": "presence"
    ]
    /// How many readings we take, where we hold the corpus' own number for wrong.
    private static let disputed = [
        // The file holds no NO2 at all, and CO2 without a unit: a reading whose unit is unknown.
        "fiware/aqo-madrid-keyvalues.json": 10,
        // averageVehicleLength is a reading here as it is in the file from Valladolid.
        "fiware/traffic-antwerp-orion-entity.json": 4,
        // linkquality is a reading here as it is in the file of the motion sensor.
        "zigbee2mqtt/water-leak.json": 4,
    ]
    /// Formats that are tested on their own, since their cases are packed in other ways.
    private static let apart = ["influx", "sparkplug", "senml"]

    @Test(.enabled(if: PayloadCorpus.folder != nil)) func everyExpectedReadingAndNoOther() throws {
        let folder = try #require(PayloadCorpus.folder)
        let data = try Data(contentsOf: folder.appending(path: "expected.json"))
        let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        for one in cases {
            let file = one["file"] as? String ?? ""
            if Self.apart.contains(where: { file.hasPrefix($0) }) { continue }
            let payload = [UInt8](try Data(contentsOf: folder.appending(path: file)))
            let topic = one["topic"] as? String ?? ""
            let scene = Scene(Subscription(template: filter("#"), format: .auto))
            let decoded = scene.decode(topic.hasPrefix("(") ? "any/thing" : topic, payload)
            let readings = one["expect"] as? [[String: Any]] ?? []
            // What a vendor's codec would make of raw bytes is not for us to guess.
            let expected = readings.filter { $0["decoded_by_vendor_codec"] == nil }
            let count = Self.disputed[file] ?? expected.count
            #expect(decoded.readings.count == count, "\(file): \(decoded.reason.name) \(decoded.detail)")
            for reading in expected { check(reading, in: decoded, of: file) }
        }
    }

    /// Whether an expected value is there, under its quantity where the corpus knows one.
    private func check(_ expected: [String: Any], in decoded: DecodedMessage, of file: String) {
        let value = (expected["value"] as? NSNumber)?.doubleValue ?? Double(expected["value"] as? String ?? "") ?? .nan
        let name = expected["quantity"] as? String ?? ""
        if Self.disputed[file] != nil, name == "no2" { return }
        // Vehicles counted in a period: we tell them by the hour.
        if name == "flow_count" {
            #expect(decoded.readings.contains { $0.key.quantity.name == "flow" }, "\(file)")
            return
        }
        let quantity = Self.renamed["\(file) \(name)"] ?? QuantityName.canonical(name)
        let isNamed = !name.hasPrefix("(") && !name.hasPrefix("sensor#")
        let isThere = decoded.readings.contains { reading in
            abs(reading.value - value) <= 1e-9 * max(1, abs(value))
                && (!isNamed || reading.key.quantity.name == quantity)
        }
        #expect(isThere, "\(file): \(name) \(value) in \(decoded.readings.map { ($0.key.quantity.name, $0.value) })")
    }
}
