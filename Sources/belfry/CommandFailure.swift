/// Why a verb gave up, for a person: `belfry: what failed: why; what to do`.
///
/// One line, but where `why` is several faults or the end of a log, each of them a line; both have limits of their own.
struct CommandFailure: Error, Equatable, CustomStringConvertible {
    /// What failed, as a clause without a full stop: `cannot reach the daemon`.
    var what: String
    /// Why it failed.
    var why: String
    /// What to do now; empty where nothing helps.
    var remedy: String
    var status: CommandStatus

    init(_ what: String, why: String, remedy: String = "", status: CommandStatus) {
        self.what = what
        self.why = why
        self.remedy = remedy
        self.status = status
    }

    var description: String {
        remedy.isEmpty ? "\(what): \(why)" : "\(what): \(why); \(remedy)"
    }
}
