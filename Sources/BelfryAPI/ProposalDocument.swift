/// One line of `belfry discover --json`: a subscription that was tried on what was heard.
public struct ProposalDocument: Codable, Equatable, Sendable {
    /// The topic template.
    public var topic: String
    public var format: String
    /// Whether it reads anything.
    public var usable: Bool
    /// A topic as it came.
    public var example: String
    public var topics: Int
    public var messages: Int
    /// Sample messages that it was tried on, and how many it read.
    public var tried: Int
    public var read: Int
    public var quantities: [String]

    public init(
        topic: String,
        format: String,
        usable: Bool,
        example: String,
        topics: Int,
        messages: Int,
        tried: Int,
        read: Int,
        quantities: [String]
    ) {
        self.topic = topic
        self.format = format
        self.usable = usable
        self.example = example
        self.topics = topics
        self.messages = messages
        self.tried = tried
        self.read = read
        self.quantities = quantities
    }
}
