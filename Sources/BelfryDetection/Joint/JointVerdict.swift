/// What a joint detector says, and of what.
public struct JointVerdict: Sendable {
    public var subject: JointSubject
    public var verdict: Verdict

    public init(subject: JointSubject, verdict: Verdict) {
        self.subject = subject
        self.verdict = verdict
    }
}
