public import BelfryAPI
import BelfryIngest
import BelfryModel

/// Hears a broker out and proposes the configuration that reads it.
public struct BrokerDiscovery {
    /// A broker that sends more is heard in part; a proposal needs no more.
    public static let messageLimit = 2_000_000

    private let broker: ListeningBroker
    private var discovery = Discovery()

    public init(of broker: ListeningBroker) {
        self.broker = broker
    }

    /// Takes a message.
    ///
    /// - Returns: whether a further one would be of use.
    public mutating func hear(_ message: HeardMessage) -> Bool {
        discovery.hear(topic: message.topic, payload: message.payload, arrival: message.arrival)
        return discovery.messageCount < Self.messageLimit
    }

    /// The configuration, line by line.
    public func configurationLines() -> [String] {
        DiscoveryText(broker: broker, proposals: discovery.proposals(), heading: heading).lines
    }

    /// The proposals for a program.
    public func documents() -> [ProposalDocument] {
        discovery.proposals().map { proposal in
            ProposalDocument(
                topic: proposal.template,
                format: proposal.format.name,
                usable: proposal.isUsable,
                example: proposal.example,
                topics: proposal.topicCount,
                messages: proposal.messageCount,
                tried: proposal.tried,
                read: proposal.read,
                quantities: proposal.quantities
            )
        }
    }

    private var heading: String {
        let overflow =
            discovery.overflowCount > 0
            ? "; \(discovery.overflowCount) messages were on topics beyond \(Discovery.topicLimit)" : ""
        return "Proposed by belfry discover for \(broker.url), \(SystemClock.wall().rfc3339): "
            + "\(discovery.messageCount) messages on \(discovery.topicCount) topics\(overflow)."
    }
}
