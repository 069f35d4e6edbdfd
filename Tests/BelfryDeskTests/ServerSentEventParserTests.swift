import Testing

@testable import belfry

@Suite("Reading the live stream")
struct ServerSentEventParserTests {
    private func read(_ text: String, cutAt cut: Int? = nil) -> [ServerSentEventParser.Signal] {
        var parser = ServerSentEventParser()
        let bytes = Array(text.utf8)
        let cut = cut ?? bytes.count
        return parser.receive(bytes[..<cut]) + parser.receive(bytes[cut...])
    }

    @Test(
        "However the network cuts the stream and its lines end, the events are the same",
        arguments: ["\n", "\r\n", "\r"]
    )
    func everyCut(lineEnd: String) {
        let lines = [": hello", "id: 7", "event: incident", "data: {\"a\":", "data: 1}", "", "data:b", "", ""]
        let text = lines.joined(separator: lineEnd)
        let expected: [ServerSentEventParser.Signal] = [
            .heartbeat,
            .event(ServerSentEvent(name: "incident", data: "{\"a\":\n1}", id: "7")),
            .event(ServerSentEvent(name: "message", data: "b", id: "7")),
        ]
        for cut in 0...text.utf8.count { #expect(read(text, cutAt: cut) == expected) }
    }

    @Test("An event without data is none, but its identifier counts")
    func onlyIdentifier() {
        var parser = ServerSentEventParser()
        #expect(parser.receive("id: 9\n\n".utf8).isEmpty)
        #expect(parser.lastEventID == "9")
        #expect(parser.receive("id: bad\0id\n\n".utf8).isEmpty)
        #expect(parser.lastEventID == "9")
    }

    @Test("Unknown fields, a byte order mark and a line without a colon do no harm")
    func oddities() {
        let signals = read("\u{FEFF}data: x\nretry: 5\ncolour: red\nnonsense\n\n")
        #expect(signals == [.event(ServerSentEvent(name: "message", data: "x", id: nil))])
    }

    @Test("An event beyond the limit is dropped and counted, the next one is read")
    func tooLong() {
        var parser = ServerSentEventParser()
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: ServerSentEventParser.dataByteLimit + 10)
        #expect(parser.receive(Array("data: ".utf8) + long + Array("\n\n".utf8)) == [.heartbeat])
        #expect(parser.droppedEvents == 1)
        #expect(
            parser.receive("data: y\n\n".utf8) == [.event(ServerSentEvent(name: "message", data: "y", id: nil))]
        )
    }
}
