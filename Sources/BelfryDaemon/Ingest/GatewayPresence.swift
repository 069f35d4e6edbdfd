import BelfryMQTT
import BelfryModel

/// What `belfry/{gateway}/status` says on a broker.
///
/// ```
///   {"status":"online","gateway":"gw-north-07","version":"1.0.0","since":"2026-11-25T18:15:52Z"}
///   {"status":"offline","gateway":"gw-north-07"}
/// ```
struct GatewayPresence {
    var gateway: String
    var version: String
    /// When the daemon started.
    var startedAt: Timestamp

    /// The retained messages.
    ///
    /// Gateway and version are names without a character that JSON would have escaped.
    var messages: MQTTPresence {
        let online =
            "{\"status\":\"online\",\"gateway\":\"\(gateway)\",\"version\":\"\(version)\","
            + "\"since\":\"\(startedAt.rfc3339)\"}"
        return MQTTPresence(
            topic: "belfry/\(gateway)/status",
            online: Array(online.utf8),
            offline: Array("{\"status\":\"offline\",\"gateway\":\"\(gateway)\"}".utf8)
        )
    }
}
