import BelfryDetection
import BelfryModel

/// One group of series under one rule: who belongs to it, what has been told of windows that others have yet to tell, and the
/// detector.
struct GroupState {
    /// What a joint detector has to know of a member.
    struct Role {
        var series: SeriesDescriptor
        /// Of a corridor: the station's place in driving direction.
        var station: Int
        /// What the series of its sensor have in common.
        let sensor: String

        /// In the unit in which it is looked at beside the others.
        init(of series: SeriesDescriptor, station: Int) {
            self.series = series
            self.series.unit = series.key.quantity.definition?.unit ?? series.unit
            self.station = station
            sensor = "\(series.key.agency)/\(series.key.sensor)"
        }
    }

    /// What one member has told of a window.
    struct Share {
        /// In the group's unit; NaN where it has nothing to say.
        var value: Double
        var readings: Int
    }

    /// What has been told of one window.
    struct Open {
        var start: Timestamp
        /// By series number.
        var shares: [Int32: Share] = [:]
        /// When it is judged without those that have not told it.
        var deadline: Timestamp
    }

    /// The index of its rule in the rules in force.
    private(set) var rule: Int32
    let series: SeriesDescriptor
    /// Of a corridor: the stretches between its stations.
    let sections: [SeriesDescriptor]
    var judge: GroupJudge
    /// What a member is, by series number, as far as it has been heard.
    var roles: [Int32: Role] = [:]
    /// Who has told windows, and how far.
    var roster = GroupRoster()
    /// By the window's end.
    var open: [Timestamp: Open] = [:] {
        didSet { deadline = open.values.reduce(.distantFuture) { min($0, $1.deadline) } }
    }
    /// The earliest deadline of an open window.
    private(set) var deadline = Timestamp.distantFuture
    /// The end of the last window that was judged, and what it was judged by.
    var judgedThrough = Timestamp.distantPast
    var judged: Open?
    var revision = 0

    init(rule: Int32, series: SeriesDescriptor, sections: [SeriesDescriptor], judge: GroupJudge) {
        self.rule = rule
        self.series = series
        self.sections = sections
        self.judge = judge
    }

    /// After a reload that left the rule as it was but moved it.
    mutating func rebind(toRule index: Int32) {
        rule = index
        judge.rebind(toRule: index)
    }

    /// Waits for the windows of a further member that end after `instant`.
    mutating func join(_ series: SeriesID, at instant: Timestamp) {
        guard roster.members[series.index] == nil else { return }
        roster.note(series.index, GroupRoster.Member(through: instant, isAwaited: true))
    }

    /// Every member that is known, in order.
    var memberNumbers: [Int32] { Set(roster.members.keys).union(roles.keys).sorted() }

    /// A member has left, and what it told of open windows with it.
    mutating func leave(_ number: Int32) {
        roster.remove(number)
        roles[number] = nil
        for end in open.keys { open[end]?.shares[number] = nil }
    }

    /// Takes a member's window in.
    ///
    /// - Returns: the ends of windows that are to be judged now, oldest first.
    mutating func take(_ member: MemberWindow, value: Double, at instant: Timestamp) -> [Timestamp] {
        let (window, number) = (member.window, member.window.series.index)
        // A sensor whose clock is ahead would have its time judged before its fellows come to it.
        guard window.end <= instant.advanced(byNanoseconds: EngineLimits.groupPatienceNanoseconds) else { return [] }
        note(window, of: number, at: instant)
        let share = Share(value: value, readings: window.count)
        if window.end <= judgedThrough { return revise(window, number, share) }
        guard window.standing != .idle || open[window.end] != nil else { return whole() }
        let deadline = instant.advanced(byNanoseconds: EngineLimits.groupPatienceNanoseconds)
        open[window.end, default: Open(start: window.start, deadline: deadline)].shares[number] = share
        if open.count > EngineLimits.openGroupWindows, let oldest = open.keys.min() { return [oldest] }
        return whole()
    }

    /// Windows that are open at a deadline, and those before them; members that have kept them waiting keep the next ones
    /// waiting no more.
    mutating func due(at instant: Timestamp) -> [Timestamp] {
        guard let last = open.filter({ $0.value.deadline <= instant }).keys.max() else { return [] }
        roster.stopAwaiting(before: last)
        return open.keys.filter { $0 <= last }.sorted()
    }

    /// Moves what waits when the arrival clock jumps.
    mutating func moveClock(byNanoseconds span: Int64) {
        open = open.mapValues { waiting in
            var moved = waiting
            moved.deadline = moved.deadline.advanced(byNanoseconds: span)
            return moved
        }
        if var moved = judged {
            moved.deadline = moved.deadline.advanced(byNanoseconds: span)
            judged = moved
        }
    }

    /// Judges a window by what was told of it.
    mutating func judge(_ end: Timestamp, at instant: Timestamp) -> [JointVerdict] {
        guard let span = open.removeValue(forKey: end) else { return [] }
        judgedThrough = max(judgedThrough, end)
        judged = span
        revision = 0
        return observe(span, end: end, at: instant)
    }

    /// Judges the newest window anew.
    mutating func judgeAnew(at instant: Timestamp) -> [JointVerdict] {
        guard let judged else { return [] }
        revision += 1
        return observe(judged, end: judgedThrough, at: instant)
    }

    private mutating func note(_ window: ClosedWindow, of number: Int32, at instant: Timestamp) {
        // A revision of what it told before says nothing of its pace.
        if let former = roster.members[number], window.end <= former.through { return }
        // Whoever is back in time for the window that was just judged without it is waited for again.
        let isInTime =
            window.end > judgedThrough || window.end == judgedThrough && instant <= judged?.deadline ?? instant
        roster.note(
            number,
            GroupRoster.Member(through: window.end, isAwaited: window.standing != .idle && isInTime)
        )
    }

    /// Of windows that were judged the newest is judged anew; an older one says nothing of the present.
    private mutating func revise(_ window: ClosedWindow, _ number: Int32, _ share: Share) -> [Timestamp] {
        guard window.end == judgedThrough, judged != nil else { return [] }
        judged?.shares[number] = share
        return [window.end]
    }

    /// Open windows that every awaited member has told.
    private mutating func whole() -> [Timestamp] {
        let told = roster.toldThrough()
        return open.keys.filter { $0 <= told }.sorted()
    }

    private mutating func observe(_ span: Open, end: Timestamp, at instant: Timestamp) -> [JointVerdict] {
        let shares = span.shares.filter { !$0.value.value.isNaN }.sorted { $0.key < $1.key }
        let window = JointWindow(
            start: span.start,
            end: end,
            arrival: instant,
            shares: shares.map { number, share in
                let role = roles[number]
                return JointWindow.Share(
                    series: SeriesID(number),
                    quantity: role?.series.key.quantity ?? series.key.quantity,
                    sensor: role?.sensor ?? "",
                    station: role?.station ?? 0,
                    value: share.value,
                    readings: share.readings
                )
            },
            revision: revision
        )
        return judge.observe(window, of: series)
    }

    /// A stretch, which lies where the station does that it begins at.
    private func section(_ index: Int) -> SeriesDescriptor {
        let members = roles.sorted { $0.key < $1.key }.lazy.map(\.value)
        var section = sections[index]
        section.location = members.first { $0.station == index && $0.series.location != nil }?.series.location
        return section
    }

    /// The series that a verdict is about.
    func descriptor(of subject: JointSubject) -> SeriesDescriptor? {
        switch subject {
        case .group: series
        case .section(let index): sections.indices.contains(index) ? section(index) : nil
        case .member(let member): roles[member.index]?.series
        }
    }
}
