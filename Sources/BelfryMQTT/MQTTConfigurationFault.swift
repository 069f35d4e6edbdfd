// What a session or a publisher refuses to start with, found before the first packet.

internal import CMosquitto

/// Why a configuration cannot work: which field, why, and what to write instead.
public struct MQTTConfigurationFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The field as ``MQTTSessionConfiguration`` names it.
    public var field: String
    public var reason: String

    public init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }

    public var description: String { "\(field): \(reason)" }
}

extension MQTTEndpoint {
    func validate() throws(MQTTConfigurationFault) {
        try require(!host.isEmpty && !host.utf8.contains(0), "host", "is empty; write a name or an address")
        try require((1...65_535).contains(port), "port", "\(port) is not in 1...65535")
        try require(
            (1...MQTTLimits.clientIDBytes).contains(clientID.utf8.count) && !clientID.utf8.contains(0),
            "clientID",
            "needs 1 to \(MQTTLimits.clientIDBytes) bytes; it names the persistent session at the broker"
        )
        try require(
            (5...65_535).contains(keepAliveSeconds),
            "keepAliveSeconds",
            "\(keepAliveSeconds) is not in 5...65535"
        )
        try require(password == nil || username != nil, "password", "comes without a username; name the user as well")
        guard let tls else { return }
        try require(
            (tls.certificateFile == nil) == (tls.keyFile == nil),
            "tls",
            "a certificate and its key come together; name both or neither"
        )
    }

    private func require(_ condition: Bool, _ field: String, _ reason: String) throws(MQTTConfigurationFault) {
        if !condition { throw MQTTConfigurationFault(field: field, reason: reason) }
    }
}

extension MQTTSessionConfiguration {
    /// Checks what can be known to fail without a broker and without reading a file.
    ///
    /// ``MQTTSession`` checks the same and the certificate files when it is made.
    public func validate() throws(MQTTConfigurationFault) {
        try endpoint().validate()
        try require(!subscriptions.isEmpty, "subscriptions", "there is none; name at least one topic")
        try require(
            subscriptions.count <= MQTTLimits.subscriptions,
            "subscriptions",
            "there are \(subscriptions.count), the limit is \(MQTTLimits.subscriptions); use wildcards"
        )
        for subscription in subscriptions { try validate(subscription) }
        try require(
            cleanStart || sessionExpirySeconds > 0 || subscriptions.allSatisfy { $0.qos == 0 },
            "sessionExpirySeconds",
            "0 ends the session with its connection and loses what was not acknowledged; write some days"
        )
        try require((1...65_535).contains(receiveMaximum), "receiveMaximum", "\(receiveMaximum) is not in 1...65535")
        try require(batchLimit >= 1, "batchLimit", "\(batchLimit) is less than 1")
        try require(
            (256...MQTTLimits.packetBytes).contains(maximumPacketBytes),
            "maximumPacketBytes",
            "\(maximumPacketBytes) is not in 256...\(MQTTLimits.packetBytes)"
        )
    }

    private func validate(_ subscription: MQTTSubscription) throws(MQTTConfigurationFault) {
        try require(
            mosquitto_sub_topic_check(subscription.filter) == MOSQ_ERR_SUCCESS.rawValue
                && !subscription.filter.isEmpty && !subscription.filter.utf8.contains(0),
            "subscriptions",
            "\"\(subscription.filter)\" is not a topic filter; + and # stand for whole levels, # comes last"
        )
        try require(
            (0...1).contains(subscription.qos),
            "subscriptions",
            "\"\(subscription.filter)\" asks for QoS \(subscription.qos); only 0 and 1 keep the promise of the store"
        )
    }

    private func require(_ condition: Bool, _ field: String, _ reason: String) throws(MQTTConfigurationFault) {
        if !condition { throw MQTTConfigurationFault(field: field, reason: reason) }
    }
}
