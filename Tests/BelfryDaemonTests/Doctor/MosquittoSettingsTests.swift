import Testing

@testable import BelfryDaemon

/// What a mosquitto's files say, held against what Belfry ships.
@Suite struct MosquittoSettingsTests {
    private static func settings(_ texts: String...) -> MosquittoSettings {
        var settings = MosquittoSettings()
        for text in texts { settings.read(text) }
        return settings
    }

    private static let shipped = settings(
        """
        # a comment
        persistence true
        autosave_interval 5
        autosave_on_changes false
        max_queued_messages 1000000
        max_queued_bytes 268435456
        max_inflight_messages 2000
        """
    )

    @Test func anUntouchedBrokerLosesMessages() {
        let advice = Self.settings("listener 1883\n# max_queued_messages 5").advice(against: Self.shipped)
        #expect(
            advice == [
                "persistence false (mosquitto's own) → true: a restarted broker forgets sessions and queues",
                "autosave_interval 1800 (mosquitto's own) → 5: a killed broker forgets what it queued since then",
                "max_queued_messages 1000 (mosquitto's own) → 1000000: further messages are dropped while Belfry is away",
                "max_queued_bytes 0 (mosquitto's own) → 268435456: large payloads may take the machine's memory",
                "max_inflight_messages 20 (mosquitto's own) → 2000: a client of MQTT 3.1.1 has no more on their way",
            ]
        )
    }

    @Test func theDropInItselfNeedsNothing() {
        #expect(Self.shipped.advice(against: Self.shipped).isEmpty)
    }

    @Test func theLastFileCounts() {
        let text =
            "persistence true\nautosave_interval 30\nmax_queued_messages 0\nmax_queued_bytes 1\nmax_inflight_messages 0"
        #expect(Self.settings("max_queued_messages 10", text).advice(against: Self.shipped).isEmpty)
        #expect(Self.settings(text, "autosave_on_changes true").advice(against: Self.shipped).count == 1)
    }

    @Test func nonsenseIsNotEnough() {
        #expect(Self.settings("max_queued_messages many").advice(against: Self.shipped).count == 5)
    }
}
