import BelfryAPI
import BelfryDaemon
import BelfryDetection
import BelfryModel

/// On what grounds findings were raised, asked of the daemon that has them.
struct GroundsQuestion {
    /// Of a finding on several series, those whose readings are shown; further ones are named.
    private static let membersShown = 6
    private static let pointsOfMember: Int64 = 12

    private let client: DeskClient
    private let rules: RulesInForce
    private let configuration: Configuration
    /// Every series that the daemon has; nil until they are asked for.
    private var all: [SeriesDescriptor]?

    /// - Parameter configuration: that says which stations a corridor has.
    init(_ client: DeskClient, _ configuration: Configuration) throws(CommandFailure) {
        self.client = client
        self.configuration = configuration
        rules = try RulesInForce(client)
    }

    /// The page of a finding.
    mutating func page(of finding: FindingDocument, in incident: IncidentDocument) throws -> GroundsPage {
        let rule = rules.documents.first { $0.name == finding.rule }
        let own = try FindingReadings(finding).answer(client)
        let members = own == nil ? try members(of: finding, rule) : []
        return GroundsPage(
            incident: incident,
            finding: finding,
            rule: rule,
            readings: own,
            members: try members.prefix(Self.membersShown).compactMap { series in
                try FindingReadings(finding, of: series, pointsShown: Self.pointsOfMember).answer(client)
            },
            furtherMembers: Array(members.dropFirst(Self.membersShown)),
            local: .system,
            now: SystemClock.wall(),
            terminal: .current()
        )
    }

    /// The names of the series that a finding is about which is about none that is stored.
    private mutating func members(of finding: FindingDocument, _ document: RuleDocument?) throws -> [String] {
        let all = try all ?? StoredHistory.descriptors(of: try client.sensors(), configuration)
        self.all = all
        let rule = document.flatMap { try? RulesInForce.rule($0, configuration) }
        let members = FindingMembers(finding: finding, rule: rule, corridors: configuration.corridors)
        return members.series(among: all).map(\.identity)
    }
}
