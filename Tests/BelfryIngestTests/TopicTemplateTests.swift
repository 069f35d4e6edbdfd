import BelfryModel
import Testing

@testable import BelfryIngest

/// Templates, the filters they subscribe with, and what they find in topics.
@Suite struct TopicTemplateTests {
    @Test(arguments: [
        ("city/{zone}/{domain}/{sensor}/{quantity}", "city/+/+/+/+"), ("env/#", "env/#"), ("#", "#"),
        ("{agency}/+/{sensor}/up", "+/+/+/up"), ("plain", "plain"), ("/a/", "/a/"),
    ])
    func filters(_ text: String, _ expected: String) {
        #expect(filter(text).filter == expected)
    }

    @Test(
        arguments: [
            ("", .empty), ("a/#/b", .restNotLast), ("a+/b", .mixedLevel("a+")),
            ("a/det-{sensor}", .mixedLevel("det-{sensor}")),
            ("a/{senser}", .unknownCapture("senser")), ("{sensor}/{sensor}", .repeatedCapture("sensor")),
            ("$share/g/a", .sharedSubscription), ("a/\u{7}", .controlCharacter), ("a/{}", .mixedLevel("{}")),
            (String(repeating: "a", count: 65_536), .tooLong),
        ] as [(String, TopicTemplate.Fault)]
    )
    func faults(_ text: String, _ fault: TopicTemplate.Fault) {
        #expect(throws: fault) { try TopicTemplate(text) }
    }

    @Test(arguments: TopicTemplate.Capture.allCases)
    func everyCaptureIsFound(_ capture: TopicTemplate.Capture) {
        let found = text(of: "a/x7/b", in: "a/{\(capture.rawValue)}/b")
        let all = [found?.agency, found?.zone, found?.domain, found?.sensor, found?.quantity]
        #expect(all.compactMap { $0 }.filter { !$0.isEmpty } == ["x7"])
    }

    @Test(arguments: [
        ("a/+", "a/b", true), ("a/+", "a", false), ("a/+", "a/", true), ("a/+", "a/b/c", false), ("a/#", "a", true),
        ("a/#", "a/b/c", true), ("a/#", "ab", false), ("#", "a/b", true), ("#", "$SYS/x", false),
        ("+/x", "$SYS/x", false),
        ("$SYS/#", "$SYS/x", true), ("a/b", "a/b", true), ("a/b", "a/bc", false), ("a/b", "a/b/", false),
        ("+", "", true),
    ])
    func matching(_ text: String, _ topic: String, _ matches: Bool) {
        #expect((self.text(of: topic, in: text) != nil) == matches)
    }

    @Test func theRestIsWhatTheWildcardCovers() {
        #expect(text(of: "env/station/4", in: "env/#")?.rest == "station/4")
        #expect(text(of: "env", in: "env/#")?.rest == "")
    }

    @Test func theFirstMatchingSubscriptionOfTheSourceWins() {
        let scene = Scene(
            IngestConfiguration(subscriptions: [
                Subscription(source: 1, template: filter("#"), format: .value, agency: "elsewhere"),
                Subscription(template: filter("a/{sensor}/{quantity}"), format: .value, agency: "first"),
                Subscription(template: filter("a/#"), format: .auto, agency: "second"),
            ])
        )
        #expect(scene.decode("a/s/no2", "1").readings.first?.key.agency == "first")
        #expect(scene.decode("a/s", "[{\"n\":\"no2\",\"v\":1}]").readings.first?.key.agency == "second")
        #expect(scene.decode("b/s/no2", "1").reason == .noSubscription)
    }

    @Test func moreTopicsThanTheCacheHoldsAreRoutedAllTheSame() {
        var configuration = IngestConfiguration(subscriptions: [.values])
        configuration.topicCacheSize = 8
        configuration.topicRowLimit = 4
        let scene = Scene(configuration)
        for round in 0..<3 {
            for number in 0..<100 {
                let reading = scene.decode("city/north/traffic/tls-\(number)/speed", "5\(round)").readings.first
                #expect(reading?.key.sensor == "tls-\(number)")
            }
        }
    }

    private func text(of topic: String, in text: String) -> TopicText? {
        Array(topic.utf8).withUnsafeBufferPointer { bytes in
            filter(text).match(bytes).map { TopicText(bytes, $0) }
        }
    }
}
