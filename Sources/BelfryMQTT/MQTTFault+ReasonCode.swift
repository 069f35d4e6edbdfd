// The reason codes with which a broker says no (MQTT 5, 2.4), in words that name the remedy.

extension MQTTFault {
    /// Whether a CONNACK says that the broker does not know the version of the protocol.
    static func isUnknownVersion(code: Int) -> Bool { code == 0x84 || code == 1 }

    /// The fault of a CONNACK that refuses; `code` ≥ 0x80, or 1...5 from a broker that speaks MQTT 3.1.1.
    static func connectRefused(code: Int) -> MQTTFault {
        switch code {
        case 0x86, 4:
            MQTTFault(
                .refused,
                "user name or password is wrong; correct username and password_file, or the broker's list"
            )
        case 0x87, 5:
            // mosquitto says this of a wrong password too.
            MQTTFault(
                .refused,
                "the broker does not let this user in; correct username and password_file, or grant it in the broker's list"
            )
        case 0x85, 2:
            MQTTFault(.refused, "the broker rejects this client identifier; give the gateway another id")
        case _ where isUnknownVersion(code: code):
            MQTTFault(
                .protocolViolation,
                "the broker does not speak this version of MQTT; write protocol: auto, or use a broker for 5 or 3.1.1"
            )
        case 0x8A:
            MQTTFault(.refused, "the broker has banned this client; ask its operator")
        case 0x9C, 0x9D:
            MQTTFault(.refused, "the broker says to use another server; correct the broker's address")
        case 0x88, 0x89, 0x97, 0x9F, 3:
            MQTTFault(.unreachable, "the broker is too busy (\(reasonName(code))); waiting and trying again")
        default:
            MQTTFault(.refused, "the broker refuses the connection (\(reasonName(code))); see the broker's log")
        }
    }

    /// The fault of a DISCONNECT that the broker sends.
    static func disconnectedByBroker(code: Int) -> MQTTFault {
        switch code {
        case 0x8E:
            MQTTFault(
                .takenOver,
                "another client connected with the same client identifier; give each gateway its own id"
            )
        case 0x8B:
            MQTTFault(.lost, "the broker is shutting down; waiting and trying again")
        case 0x8D:
            MQTTFault(.lost, "the broker heard nothing for longer than the keep-alive time; trying again")
        case 0x87, 0x98:
            MQTTFault(.refused, "the broker's administrator ended the session (\(reasonName(code))); ask its operator")
        case 0x81, 0x82:
            MQTTFault(.protocolViolation, "the broker reports \(reasonName(code)); see the broker's log")
        default:
            MQTTFault(.lost, "the broker ended the connection (\(reasonName(code))); trying again")
        }
    }

    /// `0x87 not authorized`: the code as the standard writes it, with its name where it has one.
    static func reasonName(_ code: Int) -> String {
        let hexadecimal = "0x" + (code < 16 ? "0" : "") + String(code, radix: 16, uppercase: true)
        guard let name = names[code] else { return hexadecimal }
        return "\(hexadecimal) \(name)"
    }

    private static let names: [Int: String] = [
        0x80: "unspecified error", 0x81: "malformed packet", 0x82: "protocol error",
        0x83: "implementation specific error", 0x84: "unsupported protocol version",
        0x85: "client identifier not valid", 0x86: "bad user name or password", 0x87: "not authorized",
        0x88: "server unavailable", 0x89: "server busy", 0x8A: "banned", 0x8B: "server shutting down",
        0x8D: "keep alive timeout", 0x8E: "session taken over", 0x8F: "topic filter invalid",
        0x91: "packet identifier in use", 0x93: "receive maximum exceeded", 0x95: "packet too large",
        0x96: "message rate too high", 0x97: "quota exceeded", 0x98: "administrative action",
        0x9C: "use another server", 0x9D: "server moved", 0x9E: "shared subscriptions not supported",
        0x9F: "connection rate exceeded", 0xA1: "subscription identifiers not supported",
        0xA2: "wildcard subscriptions not supported",
    ]
}
