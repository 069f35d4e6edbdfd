import BelfryModel

/// Who has told windows of a group, and through when everybody has who is waited for.
struct GroupRoster {
    /// A member that has told a window.
    struct Member {
        /// The end of the last window that it told.
        var through: Timestamp
        /// Whether its next window is waited for: its sensor lives.
        var isAwaited: Bool
    }

    /// Of those who are waited for, one that has told the least; without a number nobody is waited for.
    private struct Slowest {
        var number: Int32?
        var through = Timestamp.distantFuture
    }

    /// By series number; at most ``EngineLimits/groupMembers``, further ones are not waited for.
    private(set) var members: [Int32: Member]
    /// nil: to be looked for, which is seldom: members tell a window one after the other, and few of them are this one.
    private var slowest: Slowest?

    init(_ members: [Int32: Member] = [:]) { self.members = members }

    /// Notes how far a member has come.
    mutating func note(_ number: Int32, _ member: Member) {
        guard members[number] != nil || members.count < EngineLimits.groupMembers else { return }
        members[number] = member
        guard let slowest else { return }
        if slowest.number == number {
            self.slowest = nil
        } else if member.isAwaited, member.through < slowest.through {
            self.slowest = Slowest(number: number, through: member.through)
        }
    }

    /// A member has left.
    mutating func remove(_ number: Int32) {
        members[number] = nil
        slowest = nil
    }

    /// Members that have not told a window keep the next ones waiting no more.
    mutating func stopAwaiting(before end: Timestamp) {
        for (number, member) in members where member.through < end { members[number]?.isAwaited = false }
        slowest = nil
    }

    /// The end of the last window that everybody has told who is waited for; `.distantFuture` where nobody is.
    ///
    /// O(1), or O(members) after the slowest one has told: about log(members) times a window.
    mutating func toldThrough() -> Timestamp {
        if let slowest { return slowest.through }
        var found = Slowest()
        for (number, member) in members where member.isAwaited && member.through < found.through {
            found = Slowest(number: number, through: member.through)
        }
        slowest = found
        return found.through
    }
}
