import BelfryModel
import Foundation
import Testing

@testable import BelfryIngest

/// The specification's own examples, where the folder that holds them is at hand; nothing of it is in this repository.
@Suite struct SparkplugExampleTests {
    private static let sent = Timestamp(milliseconds: 1_486_144_502_122)

    @Test(.enabled(if: PayloadCorpus.folder != nil)) func theSpecificationsExamples() throws {
        let birth = try bytes("nbirth")
        let data = try bytes("ddata")
        let command = try bytes("ncmd")
        let scene = Scene(Subscription(template: filter("#"), format: .auto, agency: "works"))
        scene.now = Self.sent
        let voltage = try #require(
            scene.decode("spBv1.0/Sparkplug B Devices/NBIRTH/Raspberry Pi", birth).readings.first
        )
        #expect(voltage.key.sensor == "Raspberry Pi")
        #expect(voltage.key.quantity.name == "supply_voltage")
        #expect(voltage.value == 12.1)
        #expect(voltage.eventTime == Self.sent)
        let inputs = scene.decode("spBv1.0/Sparkplug B Devices/DDATA/Raspberry Pi/Pibrella", data).readings
        #expect(inputs.map(\.key.sensor) == ["Raspberry Pi/Pibrella", "Raspberry Pi/Pibrella"])
        #expect(inputs.map(\.key.quantity.name) == ["inputs_a", "inputs_c"])
        #expect(inputs.map(\.value) == [1, 1])
        #expect(scene.decode("spBv1.0/Sparkplug B Devices/NCMD/Raspberry Pi", command).outcome == .command)
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        let folder = try #require(PayloadCorpus.folder)
        return [UInt8](try Data(contentsOf: folder.appending(path: "sparkplug/\(name).pb")))
    }
}
