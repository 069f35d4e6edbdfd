import BelfryModel
import Testing

@testable import BelfryDaemon
@testable import BelfryIngest

/// Nodes that may not be asked are told of, for as long as their data cannot be read.
@Suite struct UnaskedNodesTests {
    private static let noon = Timestamp(seconds: 1_795_000_000)

    private static func after(_ seconds: Int64) -> Timestamp {
        noon.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
    }

    private static func node(_ name: String) -> RebirthRequest { RebirthRequest(source: 0, group: "g", node: name) }

    @Test func aNodeIsToldOfUntilItHasBeenQuietForAWhile() throws {
        var nodes = UnaskedNodes()
        #expect(nodes.reason(broker: "b", at: Self.noon) == nil)
        nodes.note(Self.node("a"), at: Self.noon)
        nodes.note(Self.node("a"), at: Self.after(60))
        let reason = try #require(nodes.reason(broker: "works", at: Self.after(60)))
        #expect(reason.contains("broker works") && reason.contains("nodes g/a cannot"))
        #expect(reason.contains("publish: true"))
        #expect(nodes.reason(broker: "b", at: Self.after(239)) != nil)
        #expect(nodes.reason(broker: "b", at: Self.after(240)) == nil)
    }

    @Test func manyAreCountedAndNoMoreThanTheLimitRemembered() throws {
        var nodes = UnaskedNodes()
        for number in 0..<1_000 { nodes.note(Self.node("n\(number)"), at: Self.noon) }
        let reason = try #require(nodes.reason(broker: "b", at: Self.noon))
        #expect(reason.contains("g/n0, g/n1, g/n2 and \(UnaskedNodes.limit - 3) more"))
        nodes.note(Self.node("late"), at: Self.after(180))
        #expect(nodes.reason(broker: "b", at: Self.after(180))?.contains("nodes g/late cannot") == true)
    }
}
