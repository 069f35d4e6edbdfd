import BelfryModel
import Testing

@testable import BelfryIngest

/// The command that asks a node for its birth certificates.
@Suite struct RebirthCommandTests {
    private let request = RebirthRequest(source: 0, group: "works", node: "press-1")

    @Test func itIsABooleanOfThatName() {
        var metric = ProtobufBytes()
        metric.text(1, "Node Control/Rebirth")
        metric.varint(3, UInt64(Scene.noon.milliseconds))
        metric.varint(4, 11)
        metric.varint(14, 1)
        var payload = ProtobufBytes()
        payload.varint(1, UInt64(Scene.noon.milliseconds))
        payload.bytes(2, metric.bytes)
        #expect(request.payload(at: Scene.noon) == payload.bytes)
        #expect(request.topic == "spBv1.0/works/NCMD/press-1")
    }

    @Test func whoeverHearsItTakesItForACommand() {
        let message = Scene(.sparkplug()).decode(request.topic, request.payload(at: Scene.noon))
        #expect(message.outcome == .command && message.reason == .deviceCommand)
    }

    @Test func aClockThatWasNeverSetSendsNoNonsense() {
        #expect(request.payload(at: .distantPast).prefix(2) == [0x08, 0])
    }

    @Test func aLongTextHasALongLength() throws {
        var writer = ProtobufWriter()
        writer.text(1, String(repeating: "x", count: 300))
        try writer.bytes.withUnsafeBytes { bytes in
            var reader = ProtobufReader(bytes)
            let field = try #require(try reader.next())
            #expect(try field.bytes().count == 300)
            #expect(try reader.next() == nil)
        }
    }
}
