import BelfryMQTT
import Testing

struct MQTTConfigurationFaultTests {
    private func fault(_ change: (inout MQTTSessionConfiguration) -> Void) -> MQTTConfigurationFault? {
        var configuration = MQTTSessionConfiguration.loopback(port: 1_883)
        change(&configuration)
        do throws(MQTTConfigurationFault) {
            _ = try MQTTSession(configuration)
            return nil
        } catch {
            return error
        }
    }

    @Test func aPlainConfigurationIsFine() {
        #expect(fault { _ in } == nil)
    }

    @Test func whatCannotWorkIsNamedBeforeTheFirstPacket() {
        #expect(fault { $0.host = "" }?.field == "host")
        #expect(fault { $0.port = 0 }?.field == "port")
        #expect(fault { $0.port = 70_000 }?.field == "port")
        #expect(fault { $0.clientID = "" }?.field == "clientID")
        #expect(fault { $0.clientID = "a\0b" }?.field == "clientID")
        #expect(fault { $0.keepAliveSeconds = 1 }?.field == "keepAliveSeconds")
        #expect(fault { $0.password = "x" }?.field == "password")
        #expect(fault { $0.subscriptions = [] }?.field == "subscriptions")
        #expect(fault { $0.batchLimit = 0 }?.field == "batchLimit")
        #expect(fault { $0.receiveMaximum = 65_536 }?.field == "receiveMaximum")
        #expect(fault { $0.maximumPacketBytes = 10 }?.field == "maximumPacketBytes")
    }

    @Test func exactlyOnceIsRefusedSinceItLoses() {
        let fault = fault { $0.subscriptions = [MQTTSubscription(filter: "a", qos: 2)] }
        #expect(fault?.reason == "\"a\" asks for QoS 2; only 0 and 1 keep the promise of the store")
    }

    @Test(arguments: ["", "a/#/b", "a+/b", "a\0b"])
    func aFilterThatIsNoneIsRefused(_ filter: String) {
        #expect(fault { $0.subscriptions = [MQTTSubscription(filter: filter)] }?.field == "subscriptions")
    }

    @Test func aSessionThatEndsWithItsConnectionCannotKeepThePromise() {
        #expect(fault { $0.sessionExpirySeconds = 0 }?.field == "sessionExpirySeconds")
        let clean = fault {
            $0.sessionExpirySeconds = 0
            $0.cleanStart = true
        }
        #expect(clean == nil)
    }

    @Test func certificateFilesAreLookedAtOnce() {
        let fault = fault { $0.tls = MQTTTransportSecurity(authorityFile: "/no/such/ca.pem") }
        #expect(fault?.field == "tls")
        #expect(fault?.reason.contains("/no/such/ca.pem") == true)
        let half = MQTTTransportSecurity(certificateFile: "/etc/hostname")
        #expect(self.fault { $0.tls = half }?.reason.contains("come together") == true)
    }
}
