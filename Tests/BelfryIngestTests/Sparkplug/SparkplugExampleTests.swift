import BelfryModel
import Foundation
import Testing

@testable import BelfryIngest

/// The specification's own examples, where the folder that holds them is at hand; nothing of it is in this repository.
@Suite struct SparkplugExampleTests {
    private static let folder =
        ProcessInfo.processInfo.environment["BELFRY_PAYLOADS"] ?? "/work/shared/data/payloads"
    private static let sent = Timestamp(milliseconds: 1_486_144_502_122)

    @Test func theSpecificationsExamples() throws {
        guard let birth = bytes("nbirth"), let data = bytes("ddata"), let command = bytes("ncmd") else {
            print("skipped: no Sparkplug examples below \(Self.folder); set BELFRY_PAYLOADS to where they are")
            return
        }
        let scene = Scene(Subscription(template: filter("#"), format: .auto, agency: "works"))
        scene.now = Self.sent
        let voltage = try #require(
            scene.decode("spBv1.0/Sparkplug B Devices/NBIRTH/Raspberry Pi", birth).readings.first
        )
        #expect(voltage.key.sensor == "Raspberry Pi")
        #expect(voltage.key.quantity.name == "supply_voltage")
        #expect(voltage.value == Double(Float(12.1)))
        #expect(voltage.eventTime == Self.sent)
        let inputs = scene.decode("spBv1.0/Sparkplug B Devices/DDATA/Raspberry Pi/Pibrella", data).readings
        #expect(inputs.map(\.key.sensor) == ["Raspberry Pi/Pibrella", "Raspberry Pi/Pibrella"])
        #expect(inputs.map(\.key.quantity.name) == ["inputs_a", "inputs_c"])
        #expect(inputs.map(\.value) == [1, 1])
        #expect(scene.decode("spBv1.0/Sparkplug B Devices/NCMD/Raspberry Pi", command).outcome == .command)
    }

    private func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(Self.folder)/sparkplug/\(name).pb").map { Array($0) }
    }
}
