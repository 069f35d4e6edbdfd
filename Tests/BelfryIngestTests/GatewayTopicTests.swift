import Testing

@testable import BelfryIngest

/// What Belfry says itself is no sensor's, even where somebody subscribes to everything.
@Suite struct GatewayTopicTests {
    @Test(arguments: ["belfry/gw/status", "belfry/other/findings", "belfry/gw/incidents/i-1"])
    func itsOwnMessagesAreIgnoredWhateverTheFormat(_ topic: String) {
        for format in [PayloadFormat.auto, .value, .senml] {
            let scene = Scene(Subscription(template: filter("#"), format: format))
            for payload in ["{\"status\":\"online\"}", "12", ""] {
                let disposition = scene.send(topic, Array(payload.utf8))
                #expect(disposition.bucket == .ignored)
                #expect(disposition.outcome == .ignored && disposition.reason == .gatewayMessage)
            }
        }
    }

    @Test(
        arguments: [
            "belfry/gw", "belfry/gw/incidents", "belfry/gw/state", "belfry/gw/status/x", "belfry2/gw/status",
            "bel/gw/status", "a/belfry/gw/status", "belfry", "b", "",
        ]
    )
    func anythingElseThereIsASensors(_ topic: String) {
        var topic = topic
        topic.withUTF8 { #expect(!GatewayTopic.isOne($0)) }
    }
}
