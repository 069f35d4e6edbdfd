/// What one look of the doctor found.
public struct DoctorFinding: Sendable, Equatable, Encodable {
    public enum Verdict: String, Sendable, Encodable, CaseIterable {
        case fine
        /// It works, and something will be lost one day.
        case advice
        /// It does not work.
        case fault
    }

    /// What was looked at: `broker city`, `disk`.
    public var subject: String
    public var verdict: Verdict
    public var text: String
    /// What to do; empty where nothing has to be done.
    public var remedy: String

    public init(_ subject: String, _ verdict: Verdict, _ text: String, remedy: String = "") {
        self.subject = subject
        self.verdict = verdict
        self.text = text
        self.remedy = remedy
    }
}
