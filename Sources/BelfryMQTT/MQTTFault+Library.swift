// libmosquitto's own error codes in words that name the remedy.

internal import CMosquitto
internal import Glibc

extension MQTTFault {
    /// The fault of a library call.
    ///
    /// - Parameters:
    ///   - code: what the call returned, not `MOSQ_ERR_SUCCESS`.
    ///   - systemError: `errno` at that moment; with `MOSQ_ERR_EAI` the library puts getaddrinfo's code there.
    static func library(code: Int32, systemError: Int32, endpoint: MQTTEndpoint) -> MQTTFault {
        let broker = "\(endpoint.host):\(endpoint.port)"
        switch mosq_err_t(rawValue: code) {
        case MOSQ_ERR_EAI:
            let why = String(cString: gai_strerror(systemError))
            return MQTTFault(.unreachable, "\(endpoint.host) cannot be looked up (\(why)); check the name and the DNS")
        case MOSQ_ERR_ERRNO:
            return system(systemError, broker: broker)
        case MOSQ_ERR_CONN_LOST, MOSQ_ERR_NO_CONN, MOSQ_ERR_SUCCESS:
            return MQTTFault(.lost, "\(broker) closed the connection; trying again")
        case MOSQ_ERR_KEEPALIVE:
            return MQTTFault(.lost, "\(broker) has been silent for longer than the keep-alive time; trying again")
        case MOSQ_ERR_TLS, MOSQ_ERR_TLS_HANDSHAKE:
            return MQTTFault(
                .tls,
                "the TLS handshake with \(broker) failed; check ca, cert and key, the broker's name in its "
                    + "certificate, and this machine's clock"
            )
        case MOSQ_ERR_PROTOCOL, MOSQ_ERR_MALFORMED_PACKET, MOSQ_ERR_MALFORMED_UTF8, MOSQ_ERR_DUPLICATE_PROPERTY,
            MOSQ_ERR_OVERSIZE_PACKET, MOSQ_ERR_TOPIC_ALIAS_INVALID:
            let why = MosquittoClient.text(of: code)
            return MQTTFault(.protocolViolation, "\(broker) broke the protocol (\(why)); is it an MQTT broker?")
        default:
            return MQTTFault(.lost, "\(broker): \(MosquittoClient.text(of: code)); trying again")
        }
    }

    private static func system(_ systemError: Int32, broker: String) -> MQTTFault {
        switch systemError {
        case ECONNREFUSED:
            MQTTFault(.unreachable, "nothing listens on \(broker); start the broker or correct its address")
        case ENETUNREACH, EHOSTUNREACH, ETIMEDOUT:
            MQTTFault(.unreachable, "\(broker) does not answer (\(message(systemError))); check network and firewall")
        default:
            MQTTFault(.lost, "\(broker): \(message(systemError)); trying again")
        }
    }

    private static func message(_ systemError: Int32) -> String {
        String(cString: strerror(systemError))
    }
}
