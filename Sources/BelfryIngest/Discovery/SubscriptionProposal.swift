/// A subscription that would read some of what was heard, and what it could not be told about.
public struct SubscriptionProposal: Sendable, Hashable {
    /// Something that only a person knows.
    public enum Question: Sendable, Hashable {
        /// Who owns the sensors.
        case agency
        /// Values of these quantities carry no unit; with the unit that Belfry keeps them in, empty where it knows none.
        case units([String: String])
        /// Times carry no zone.
        case timeZone
        /// A level of the topic is taken for the zone; it may be something else.
        case zoneLevel
        /// Numbers whose name says nothing: where they are, and how they were.
        case meaning([JSONShape.Leaf])
        /// Nothing could be told at all; why.
        case unreadable(String)
    }

    /// The topic template, as the configuration writes it.
    public var template: String
    public var format: PayloadFormat
    /// For ``format`` `json`.
    public var mapping: MappingProposal?
    /// On what grounds the format was recognised.
    public var grounds: String
    /// A topic as it came.
    public var example: String
    public var topicCount: Int
    public var messageCount: Int
    /// Sample messages that it was tried on, and how many of them it read.
    public var tried: Int
    public var read: Int
    /// The quantities that came out, sorted.
    public var quantities: [String]
    public var questions: [Question]

    /// Whether it reads anything; another one is a question and no more.
    public var isUsable: Bool { read > 0 || (mapping == nil && format != .auto && format != .value && tried > 0) }
}
