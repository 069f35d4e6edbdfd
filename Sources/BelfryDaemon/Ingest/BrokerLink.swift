import BelfryIngest
import BelfryMQTT
import BelfryModel

/// One broker as the ingest thread sees it.
///
/// Confined to that thread.
final class BrokerLink {
    /// The broker's place in the configuration, which its subscriptions carry as their source.
    let source: Int
    let name: String
    /// QoS 1, persistent: what it delivers is acknowledged once it is durable.
    let session: MQTTSession
    /// What Belfry says there, over a connection of its own.
    ///
    /// Silent until every link could be made.
    var voice: BrokerVoice
    /// What the bypass is made from: the same subscriptions, clean, QoS 0.
    private let bypassConfiguration: MQTTSessionConfiguration
    /// Feeds the engine alone while the store is at fault; nil otherwise.
    private(set) var bypass: MQTTSession?
    /// Connections that the loop has prepared for; a further one may repeat ``recentDeliveries``.
    var connectionsSeen = 0
    /// What the store calls the session.
    let noteName: String
    /// Whether the next batch has to note that the broker has accepted it.
    var mustBeNoted = false
    /// Messages at QoS 1 that were read beside a commit, into the batch after it.
    var readBesideCommit = 0
    /// Whether a batch is durable whose acknowledgements wait for the next one, since sending would send both.
    ///
    /// Nothing more is read beside a commit until it is paid: acknowledgements are never more than two batches away.
    private(set) var owesAcknowledgement = false
    /// Since when its session is connected, or is not.
    var connectionClock = ConnectionClock()
    /// Since when it is not connected; nil while it is.
    var awaySince: Timestamp?
    /// When it last was connected, on the monotonic clock; nil where nobody knows of an earlier time.
    var heardUntil: Int64?
    /// What this broker may send again.
    var recentDeliveries = RecentDeliveries()

    /// A link that connects when the loop first serves it.
    ///
    /// - Throws: ``MQTTConfigurationFault`` for what can be known to fail without a broker.
    init(
        source: Int,
        configuration: MQTTSessionConfiguration,
        deliveries: [Delivery],
        previousEnd: Int64?
    ) throws(MQTTConfigurationFault) {
        recentDeliveries.append(deliveries)
        heardUntil = previousEnd
        self.voice = BrokerVoice(broker: configuration.name)
        self.source = source
        self.name = configuration.name
        self.noteName = configuration.noteName
        self.session = try MQTTSession(configuration, previousEnd: previousEnd)
        var bypass = configuration
        bypass.clientID += "-bypass"
        bypass.cleanStart = true
        bypass.sessionExpirySeconds = 0
        bypass.subscriptions = configuration.subscriptions.map { MQTTSubscription(filter: $0.filter, qos: 0) }
        self.bypassConfiguration = bypass
    }

    /// Opens the bypass where it is not open.
    ///
    /// A broker that refuses it leaves the detectors waiting for the disk, which the status then says; the durable
    /// session is not touched.
    func openBypass() {
        if bypass == nil { bypass = try? MQTTSession(bypassConfiguration) }
    }

    /// Closes the bypass; the durable session carries everything again.
    func closeBypass() {
        bypass?.disconnect()
        bypass = nil
    }

    /// Whether the bypass hears everything that is published from now on.
    var isBypassSubscribed: Bool { bypass?.status.state == .online }

    /// The batch that holds this link's messages is durable: acknowledges them, unless later ones would be acknowledged
    /// along, and closes the bypass with that.
    func settle() {
        owesAcknowledgement = readBesideCommit > 0
        readBesideCommit = 0
        if owesAcknowledgement { return }
        session.acknowledge()
        closeBypass()
    }

    /// The arrival clock was set forward, and no time has passed.
    func moveClock(byNanoseconds distance: Int64) {
        awaySince = awaySince?.advanced(byNanoseconds: distance)
        connectionClock.moveClock(byNanoseconds: distance)
    }

    /// The sessions that are open, the durable one first.
    var sessions: [MQTTSession] {
        bypass.map { [session, $0] } ?? [session]
    }
}
