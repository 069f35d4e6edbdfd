// libmosquitto for one connection: every C pointer and callback of this room is in this type.
//
// A client object lives as long as its connection and is never connected twice. What an older connection left behind
// (acknowledgements that were queued and not sent, half a packet) can therefore never reach a newer one.
//
// libmosquitto sends the PUBACK of a message before its callback has seen it, and has no manual acknowledgement. Told
// that somebody else drives its loop (`mosquitto_threaded_set`), it queues what it wants to send, and nothing but
// `mosquitto_loop_write` sends it. So acknowledgements leave when `flush` is called, after the commit.

internal import CMosquitto
internal import Glibc

/// One connection to a broker.
final class MosquittoClient: @unchecked Sendable {
    // @unchecked: one thread at a time uses it. The thread of the attempt to connect hands it over through a lock
    // (MQTTConnectAttempt) to the thread that owns the session, and keeps no reference.

    /// What the library's callbacks told, in order.
    enum Event {
        case connack(code: Int, sessionPresent: Bool, sessionExpirySeconds: UInt32?)
        case suback(codes: [Int])
        case puback(messageID: Int32, code: Int)
        case ended(MQTTFault)
    }

    let endpoint: MQTTEndpoint
    let version: MQTTVersion
    /// Where messages go while a read is under way.
    var onMessage: ((borrowing MQTTMessage) -> Void)?
    let handle: OpaquePointer
    var events: [Event] = []
    /// Whether the message that comes next is marked as sent before; see ``watchRedeliveries(_:)``.
    var isNextRedelivered = false
    /// What was said of the handshake; nil without TLS, and once the broker has answered CONNECT.
    var handshake: MQTTHandshake?
    private var properties: OpaquePointer?

    /// Prepares a connection; nothing is sent yet.
    init(_ endpoint: MQTTEndpoint, cleanStart: Bool, version: MQTTVersion) throws(MQTTConfigurationFault) {
        guard Self.libraryIsReady, let handle = mosquitto_new(endpoint.clientID, cleanStart, nil) else {
            throw MQTTConfigurationFault(field: "clientID", reason: "libmosquitto could not start: out of memory")
        }
        self.endpoint = endpoint
        self.version = version
        self.handle = handle
        mosquitto_user_data_set(handle, Unmanaged.passUnretained(self).toOpaque())
        mosquitto_threaded_set(handle, true)
        mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION, version.libraryValue)
        // Acknowledgements are corked together in `flush`; what is sent alone should not wait for company.
        mosquitto_int_option(handle, MOSQ_OPT_TCP_NODELAY, 1)
        mosquitto_username_pw_set(handle, endpoint.username, endpoint.password)
        setCallbacks()
        try setTransportSecurity()
    }

    deinit {
        mosquitto_destroy(handle)
        mosquitto_property_free_all(&properties)
    }

    /// The library's own start, once a process.
    ///
    /// `mosquitto_new` also ignores SIGPIPE for the whole process.
    private static let libraryIsReady = mosquitto_lib_init() == MOSQ_ERR_SUCCESS.rawValue

    private func setTransportSecurity() throws(MQTTConfigurationFault) {
        guard let tls = endpoint.tls else { return }
        handshake = MQTTHandshake()
        watchHandshake()
        // libmosquitto wants a folder where no file is named; this is where Debian keeps its authorities.
        let folder: String? = tls.authorityFile == nil ? "/etc/ssl/certs" : nil
        let code = mosquitto_tls_set(handle, tls.authorityFile, folder, tls.certificateFile, tls.keyFile, nil)
        guard code == MOSQ_ERR_SUCCESS.rawValue else {
            let files = [tls.authorityFile, tls.certificateFile, tls.keyFile].compactMap { $0 }.joined(separator: ", ")
            throw MQTTConfigurationFault(
                field: "tls",
                reason: "\(files) cannot be used (\(Self.text(of: code))); check that they exist and are readable"
            )
        }
    }

    // MARK: Before the connection

    /// Sets the message that the broker publishes when this connection ends without a goodbye.
    func setWill(topic: String, payload: [UInt8], retain: Bool) {
        mosquitto_will_set(handle, topic, Int32(clamping: payload.count), payload, 1, retain)
    }

    /// Adds the CONNECT properties of an ingest session; MQTT 3.1.1 has none.
    func setSessionProperties(expirySeconds: UInt32, receiveMaximum: Int, maximumPacketBytes: Int) {
        guard version == .five else { return }
        mosquitto_property_add_int32(&properties, Int32(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue), expirySeconds)
        mosquitto_property_add_int16(
            &properties,
            Int32(MQTT_PROP_RECEIVE_MAXIMUM.rawValue),
            UInt16(clamping: receiveMaximum)
        )
        mosquitto_property_add_int32(
            &properties,
            Int32(MQTT_PROP_MAXIMUM_PACKET_SIZE.rawValue),
            UInt32(clamping: maximumPacketBytes)
        )
    }

    /// Looks the name up, opens the socket and queues CONNECT.
    ///
    /// Blocks, for two minutes at worst.
    ///
    /// Returns nil when the socket stands; the broker's answer comes as an event.
    func connect() -> MQTTFault? {
        errno = 0
        let code = mosquitto_connect_bind_v5(
            handle,
            endpoint.host,
            Int32(clamping: endpoint.port),
            Int32(clamping: endpoint.keepAliveSeconds),
            nil,
            properties
        )
        guard code == MOSQ_ERR_SUCCESS.rawValue else {
            return fault(code: code, systemError: errno)
        }
        limitUnansweredTime()
        return nil
    }

    /// Has the kernel give up on a peer that acknowledges nothing, so that a dead network is noticed within 1.5 times
    /// the keep-alive time (a PINGREQ after one, this half later) and not after a quarter of an hour.
    private func limitUnansweredTime() {
        var milliseconds = UInt32(clamping: endpoint.keepAliveSeconds * 500)
        let size = socklen_t(MemoryLayout<UInt32>.size)
        setsockopt(mosquitto_socket(handle), Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &milliseconds, size)
    }

    // MARK: While it stands

    /// nil once the library has closed it.
    var socket: Int32? {
        let socket = mosquitto_socket(handle)
        return socket >= 0 ? socket : nil
    }

    /// Whether anything is queued to go out.
    var wantsWrite: Bool { mosquitto_want_write(handle) }

    /// Reads what is there, one packet at most on a plain connection; never blocks.
    func readPacket() { note(mosquitto_loop_read(handle, 1)) }

    /// Sends everything that is queued, acknowledgements included, until the socket takes no more.
    func flush() {
        hearRefusal()
        guard let socket, wantsWrite else { return }
        Self.cork(socket, true)
        note(mosquitto_loop_write(handle, 1))
        if let socket = self.socket { Self.cork(socket, false) }
    }

    /// Reads what a broker says that has refused our certificate and gone, before CONNECT is written: that would fail and
    /// the reason be lost.
    ///
    /// No message can be among it: while CONNECT waits to go out, a broker can only tell how the handshake ended.
    private func hearRefusal() {
        guard handshake != nil, wantsWrite, let socket, SocketPeek.waitingBytes(socket) > 0 else { return }
        readPacket()
    }

    /// Queues a PINGREQ when it is time, and closes a connection whose peer has gone quiet.
    func keepAlive() { note(mosquitto_loop_misc(handle)) }

    /// Queues one SUBSCRIBE for filters of one quality of service.
    ///
    /// Retained messages come for new subscriptions only; MQTT 3.1.1 cannot be asked for that.
    func subscribe(_ filters: [String], qos: Int) {
        var pointers = filters.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        note(
            mosquitto_subscribe_multiple(
                handle,
                nil,
                Int32(clamping: pointers.count),
                &pointers,
                Int32(clamping: qos),
                version == .five ? Int32(MQTT_SUB_OPT_SEND_RETAIN_NEW.rawValue) : 0,
                nil
            )
        )
    }

    /// Queues a PUBLISH; returns its message identifier, or nil where the library does not take it.
    func publish(topic: String, payload: [UInt8], qos: Int, retain: Bool) -> Int32? {
        var messageID: Int32 = 0
        let count = Int32(clamping: payload.count)
        let code = mosquitto_publish(handle, &messageID, topic, count, payload, Int32(clamping: qos), retain)
        return code == MOSQ_ERR_SUCCESS.rawValue ? messageID : nil
    }

    /// Says goodbye, so that the will stays unsaid.
    ///
    /// Flushes the queue: only for a connection that owes nothing.
    func disconnect() {
        mosquitto_disconnect(handle)
        mosquitto_loop_write(handle, 1)
    }

    /// Whether ``takeEvents()`` has something to give.
    var hasEvents: Bool { !events.isEmpty }

    /// The events since the last call.
    func takeEvents() -> [Event] {
        if events.isEmpty { return [] }
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    private static func cork(_ socket: Int32, _ isOn: Bool) {
        var value: Int32 = isOn ? 1 : 0
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_CORK, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Whether messages can be published to a topic: not empty, not too long, no wildcard.
    static func isTopicName(_ topic: String) -> Bool {
        mosquitto_pub_topic_check(topic) == MOSQ_ERR_SUCCESS.rawValue && !topic.isEmpty && !topic.utf8.contains(0)
    }

    static func text(of code: Int32) -> String {
        mosquitto_strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}

extension MQTTVersion {
    fileprivate var libraryValue: Int32 {
        switch self {
        case .five: MQTT_PROTOCOL_V5
        case .threeOneOne: MQTT_PROTOCOL_V311
        }
    }
}
