// What a gateway is told to do: the values of belfry.yaml, conf.d and rules.d, read once and checked as a whole.
//
//   belfry.yaml ──► tree ─┐
//   conf.d/*.yaml ► tree ─┴► merged tree ──► sections ──► Configuration
//                                              │ fleet (YAML or CSV), secrets
//   rules.d/*.yaml ───────────────────────────►┘ rules

public import BelfryDetection
public import BelfryIngest
public import BelfryModel

/// A whole configuration: plain, validated values.
///
/// Nothing here has to be checked again.
public struct Configuration: Sendable {
    public var gateway: Gateway
    public var store: Store
    public var http: HTTP
    public var ingest: Ingest
    public var engine: Engine
    public var brokers: [Broker]
    /// Who is expected, in the order of the file.
    public var fleet: [FleetMember]
    public var corridors: [Corridor]
    /// Dates that rules except.
    public var calendars: Calendars
    /// In the order of the files and within them.
    public var rules: [Rule]
    /// The rules as they are written, in their order: see ``RuleText``.
    public var ruleTexts: [String]
    /// Ten characters that change with anything that is configured; findings keep them.
    public var hash: String
    /// Every file that was read, the main one first.
    public var files: [String]
    /// What is allowed and will hardly be meant, by place: rules that can never speak, words that nothing has.
    public var warnings: [ConfigurationFault] = []

    init(
        gateway: Gateway,
        store: Store,
        http: HTTP,
        ingest: Ingest,
        engine: Engine,
        brokers: [Broker],
        fleet: [FleetMember],
        corridors: [Corridor],
        calendars: Calendars,
        rules: [Rule],
        ruleTexts: [String],
        hash: String,
        files: [String]
    ) {
        self.gateway = gateway
        self.store = store
        self.http = http
        self.ingest = ingest
        self.engine = engine
        self.brokers = brokers
        self.fleet = fleet
        self.corridors = corridors
        self.calendars = calendars
        self.rules = rules
        self.ruleTexts = ruleTexts
        self.hash = hash
        self.files = files
    }

    /// Every broker's subscriptions, brokers in order; ``Subscription/source`` is the broker's index.
    public var subscriptions: [Subscription] {
        brokers.flatMap { $0.subscriptions.map(\.decoding) }
    }

    /// Where the daemon looks when no file is named.
    public static let defaultPath = "/etc/belfry/belfry.yaml"
}
