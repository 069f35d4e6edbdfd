// What libmosquitto calls back: turned into values at once, so that nothing of ours runs inside the library but the
// hand-out of a message.

internal import CMosquitto
internal import Glibc

extension MosquittoClient {
    /// Sets every callback; none of them is ever changed but the log's.
    func setCallbacks() {
        mosquitto_connect_v5_callback_set(handle) { _, context, code, flags, properties in
            MosquittoClient.of(context)?.connected(code: code, flags: flags, properties: properties)
        }
        mosquitto_subscribe_callback_set(handle) { _, context, _, count, codes in
            let codes = UnsafeBufferPointer(start: codes, count: Int(max(count, 0))).map { Int($0) }
            MosquittoClient.of(context)?.events.append(.suback(codes: codes))
        }
        mosquitto_publish_v5_callback_set(handle) { _, context, messageID, code, _ in
            MosquittoClient.of(context)?.events.append(.puback(messageID: messageID, code: Int(code)))
        }
        mosquitto_disconnect_v5_callback_set(handle) { _, context, code, _ in
            let systemError = errno
            MosquittoClient.of(context)?.ended(code: code, systemError: systemError)
        }
        mosquitto_message_callback_set(handle) { _, context, message in
            guard let message else { return }
            MosquittoClient.of(context)?.received(message.pointee)
        }
    }

    /// Looks for the mark of a repeated message, which libmosquitto puts into its debug log and nowhere else.
    ///
    /// The line comes before the message, in the same call, over TLS as well:
    /// `Client ID received PUBLISH (d1, q1, r0, m7, 'topic', ... (2 bytes))`. It costs an allocation and a formatted
    /// line a packet, so it is on only while repeats may come.
    func watchRedeliveries(_ isOn: Bool) {
        isNextRedelivered = false
        guard isOn else { return mosquitto_log_callback_set(handle, nil) }
        mosquitto_log_callback_set(handle) { _, context, level, text in
            // The first such words are the library's; a topic further on may hold the same.
            let words = "received PUBLISH (d"
            guard level == MOSQ_LOG_DEBUG, let text, let found = strstr(text, words) else { return }
            MosquittoClient.of(context)?.isNextRedelivered = found[words.utf8.count] == CChar(UInt8(ascii: "1"))
        }
    }

    /// Listens to the errors that the library logs until the broker has answered CONNECT: why a handshake failed stands
    /// there alone, and OpenSSL's verdict is gone with the connection.
    func watchHandshake() {
        mosquitto_log_callback_set(handle) { _, context, level, text in
            guard level == MOSQ_LOG_ERR, let text, let client = MosquittoClient.of(context) else { return }
            let verdict = CertificateVerdict(of: mosquitto_ssl_get(client.handle))
            client.handshake?.note(String(cString: text), verdict: verdict)
        }
    }

    /// The client that a callback speaks to: it owns the handle, so it outlives every callback.
    private static func of(_ context: UnsafeMutableRawPointer?) -> MosquittoClient? {
        context.map { Unmanaged<MosquittoClient>.fromOpaque($0).takeUnretainedValue() }
    }

    private func connected(code: Int32, flags: Int32, properties: OpaquePointer?) {
        var expiry: UInt32 = 0
        let identifier = Int32(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue)
        let isGranted = mosquitto_property_read_int32(properties, identifier, &expiry, false) != nil
        let sessionPresent = flags & 1 == 1
        handshake = nil
        // At once, since what the broker repeats may come in the same TLS record.
        watchRedeliveries(sessionPresent)
        events.append(
            .connack(code: Int(code), sessionPresent: sessionPresent, sessionExpirySeconds: isGranted ? expiry : nil)
        )
    }

    private func received(_ message: mosquitto_message) {
        defer { isNextRedelivered = false }
        guard let onMessage, let topic = message.topic else { return }
        let topicBytes = UnsafeRawPointer(topic).assumingMemoryBound(to: UInt8.self)
        onMessage(
            MQTTMessage(
                topic: UnsafeBufferPointer(start: topicBytes, count: strlen(topic)),
                payload: UnsafeRawBufferPointer(start: message.payload, count: Int(max(message.payloadlen, 0))),
                qos: UInt8(truncatingIfNeeded: message.qos),
                isRetained: message.retain,
                messageID: UInt16(truncatingIfNeeded: message.mid),
                isRedelivered: isNextRedelivered
            )
        )
    }

    private func ended(code: Int32, systemError: Int32) {
        let fault =
            code >= 0x80
            ? MQTTFault.disconnectedByBroker(code: Int(code))
            : fault(code: code, systemError: systemError)
        events.append(.ended(fault))
    }

    /// The fault of a library call, in the words of the handshake where that has not got through.
    func fault(code: Int32, systemError: Int32) -> MQTTFault {
        let fault = MQTTFault.library(code: code, systemError: systemError, endpoint: endpoint)
        return handshake?.fault(of: endpoint, otherwise: fault) ?? fault
    }

    /// Takes note of a call that failed without the library telling by callback.
    func note(_ code: Int32) {
        guard code != MOSQ_ERR_SUCCESS.rawValue else { return }
        if events.contains(where: { if case .ended = $0 { true } else { false } }) { return }
        ended(code: code, systemError: errno)
    }
}
