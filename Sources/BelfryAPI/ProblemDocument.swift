/// An error as RFC 9457 (Problem Details for HTTP APIs) has it.
public struct ProblemDocument: Codable, Equatable, Sendable {
    public var type: String
    public var title: String
    public var status: Int
    /// What went wrong this time and what to do about it.
    public var detail: String

    public init(type: String = "about:blank", title: String, status: Int, detail: String) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
    }
}
