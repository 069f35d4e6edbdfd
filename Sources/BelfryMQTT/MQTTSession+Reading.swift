// Packet by packet out of the library, and never more than may wait for its acknowledgement.

extension MQTTSession {
    /// Reads packets until nothing more is there, enough messages came, or something else happened.
    func readPackets(from client: MosquittoClient, until target: Int) {
        while reading.messages < target, !client.hasEvents, let socket = client.socket {
            // Behind TLS nothing can be seen: packets are tried one by one until a try brings none.
            if reading.isInsidePacket || configuration.tls != nil {
                guard readOn(client, socket) else { return }
                continue
            }
            let found = SocketPeek.look(at: socket, buffer: &reading.peekBuffer)
            if found.isEmpty { return }
            guard found.largestByteCount <= configuration.maximumPacketBytes else {
                return refuse(byteCount: found.largestByteCount)
            }
            readWhole(found.wholePackets, from: client, until: target)
            // What lies there in part is read as well: left in the socket, a few bytes can keep the kernel's receive
            // window shut, and the rest would never come.
            if found.wholePackets == 0 { reading.isInsidePacket = true }
        }
    }

    /// Reads packets that are known to be there.
    private func readWhole(_ count: Int, from client: MosquittoClient, until target: Int) {
        for _ in 0..<count {
            // CONNACK, SUBACK and an end go to the machine before anything else is read.
            if reading.messages == target || client.hasEvents { return }
            client.readPacket()
        }
    }

    /// Reads what there is of a packet; false when that was not the end of it.
    ///
    /// Where a header came in parts nobody has looked at its length, so the bytes are counted: what the packet takes
    /// stays bounded whatever it declared.
    private func readOn(_ client: MosquittoClient, _ socket: Int32) -> Bool {
        let waiting = SocketPeek.waitingBytes(socket)
        let before = reading.messages
        client.readPacket()
        let isAtEnd = reading.messages > before || client.hasEvents || client.socket == nil
        reading.isInsidePacket = !isAtEnd
        reading.bytesInsidePacket = isAtEnd ? 0 : reading.bytesInsidePacket + waiting
        if reading.bytesInsidePacket > configuration.maximumPacketBytes, configuration.tls == nil {
            refuse(byteCount: reading.bytesInsidePacket)
        }
        return isAtEnd
    }

    private func refuse(byteCount: Int) {
        let limit = configuration.maximumPacketBytes
        let fault = MQTTFault(
            .protocolViolation,
            "the broker sends a packet of \(byteCount) bytes, the limit is \(limit); raise it or look at the broker"
        )
        drop()
        handle(.lost(fault))
    }
}
