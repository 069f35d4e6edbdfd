// What the machine decides, done; what the library tells, passed on.

extension MQTTSession {
    /// A client that has everything but a connection.
    func makeClient() throws(MQTTConfigurationFault) -> MosquittoClient {
        let client = try MosquittoClient(
            configuration.endpoint(),
            cleanStart: configuration.cleanStart,
            version: machine.version
        )
        client.setSessionProperties(
            expirySeconds: configuration.sessionExpirySeconds,
            receiveMaximum: configuration.receiveMaximum,
            maximumPacketBytes: configuration.maximumPacketBytes
        )
        return client
    }

    /// Tells the machine and does what it says.
    func handle(_ event: MQTTSessionMachine.Event) {
        for action in machine.handle(event, now: clock, random: Double.random(in: 0..<1, using: &random)) {
            switch action {
            case .connect: startAttempt()
            case .subscribe(let indices): subscribe(indices)
            case .drop: drop()
            case .disconnect:
                if reading.unacknowledged == 0 { client?.disconnect() }
                drop()
            }
        }
    }

    private func startAttempt() {
        do {
            attempt = try MQTTConnectAttempt(makeClient(), hanging: hanging)
        } catch let fault as MQTTFault {
            handle(.lost(fault))
        } catch {
            handle(.lost(MQTTFault(.tls, "\(error)")))
        }
    }

    /// Takes the outcome of an attempt that has ended.
    func takeAttempt() {
        guard let outcome = attempt?.take() else { return }
        attempt = nil
        switch outcome {
        case .success(let connected): client = connected
        case .failure(let fault): handle(.lost(fault))
        }
    }

    private func subscribe(_ indices: [Int]) {
        let subscriptions = indices.map { configuration.subscriptions[$0] }
        guard let qos = subscriptions.first?.qos else { return }
        client?.subscribe(subscriptions.map(\.filter), qos: qos)
    }

    /// Closes the connection without sending anything: what is not acknowledged comes again.
    func drop() {
        attempt?.abandon()
        attempt = nil
        client = nil
        reading.disconnected()
    }

    /// Passes on what the library told.
    func takeEvents() {
        guard let current = client else { return }
        for event in current.takeEvents() {
            // An earlier event of the same connection may have ended it.
            guard client === current else { return }
            switch event {
            case .connack(let code, let sessionPresent, let sessionExpirySeconds):
                grantedSessionExpirySeconds = sessionExpirySeconds
                if sessionPresent { reading.watchRedeliveries(true) }
                handle(.connack(code: code, sessionPresent: sessionPresent))
            case .suback(let codes): handle(.suback(codes: codes))
            case .puback: break
            case .ended(let fault):
                drop()
                handle(.lost(fault))
            }
        }
    }
}
