// Intuition: fellows of a zone differ from each other by much the same each hour; whoever leaves that while they agree is broken or moved.
//
// Limits, the alternatives refused, and the sources: at ``DisagreementParameters``.

import BelfryModel

/// The sensors of a zone beside each other; see ``DisagreementParameters``.
///
/// For each member `i` with value v, offset o (what it usually has more than the others) and scatter s (how far it usually
/// strays from there):
/// ```
///   expected = median over j ≠ i of (v_j − o_j)  +  o_i
///   strength = |v_i − expected| / (farStray × max(s_i, scatter of the fellows now, tolerance / farStray))
/// ```
struct Disagreement: JointMachine {
    /// So many times the usual scatter is no scatter any more.
    private static let farStray = 6.0
    /// Windows until a member's offset counts for something.
    private static let learning: Int32 = 12
    /// The weight of a new window once a week of hours has been learnt.
    private static let slowest = 1.0 / 168
    /// Below this share of what raises a member agrees again.
    private static let clearShare = 0.5
    /// A median of absolute deviations times this is a standard deviation of normal noise.
    private static let deviationOfMedian = 1.4826

    /// What is known of one member.
    private struct Member: BitwiseCopyable {
        var series: Int32
        /// Windows learnt from; saturates.
        var learnt: Int32 = 0
        /// Windows in a row that speak against the present phase.
        var run: Int32 = 0
        var isRaised: Int32 = 0
        var offset = 0.0
        var scatter = 0.0
        var since = Timestamp.distantPast
        var runStart = Timestamp.distantPast

        init(series: Int32) { self.series = series }
    }

    static let memberBytes = MemoryLayout<Member>.stride

    private let parameters: DisagreementParameters
    /// By series number.
    private var members: [Member] = []

    init(_ parameters: DisagreementParameters) {
        self.parameters = parameters
    }

    mutating func observe(_ window: JointWindow) -> [JointVerdict] {
        // What was judged is judged once: a late reading moves a mean of many by little.
        guard window.revision == 0, window.shares.count >= parameters.minimumMembers else { return [] }
        for share in window.shares { know(share.series.index) }
        let values = window.shares.map { share in
            let member = members[place(of: share.series.index)]
            return share.value - (member.learnt >= Self.learning ? member.offset : 0)
        }
        return window.shares.indices.compactMap { judge($0, values, window) }
    }

    private mutating func judge(_ index: Int, _ values: [Double], _ window: JointWindow) -> JointVerdict? {
        let share = window.shares[index]
        let place = place(of: share.series.index)
        let member = members[place]
        var others = values
        others.remove(at: index)
        let median = Self.median(others)
        let spread = Self.deviationOfMedian * Self.median(others.map { ($0 - median).magnitude })
        let isLearnt = member.learnt >= Self.learning
        let stray = (values[index] - median).magnitude
        let usual = max(isLearnt ? member.scatter : 0, spread, parameters.tolerance / Self.farStray)
        // Fellows that all say the very same leave no scale, and rounding is none: then nothing can be said.
        let strength = usual > 1e-9 * max(1, median.magnitude) ? stray / (Self.farStray * usual) : 0
        if strength < 1 || !isLearnt { learn(place, raw: share.value - median, stray: stray) }
        guard isLearnt else { return nil }
        let expected = median + member.offset
        guard let phase = step(place, strength, window) else { return nil }
        return JointVerdict(
            subject: .member(share.series),
            verdict: verdict(phase, members[place], share.value, expected, strength, values.count, window)
        )
    }

    /// What a window's strength does to a member.
    private mutating func step(_ place: Int, _ strength: Double, _ window: JointWindow) -> Finding.Phase? {
        let isRaised = members[place].isRaised != 0
        let speaksAgainst = isRaised ? strength < Self.clearShare : strength >= 1
        guard speaksAgainst else {
            members[place].run = 0
            return nil
        }
        if members[place].run == 0 { members[place].runStart = window.start }
        members[place].run += 1
        guard Int(members[place].run) >= parameters.windows else { return nil }
        members[place].run = 0
        members[place].isRaised = isRaised ? 0 : 1
        guard isRaised else {
            members[place].since = members[place].runStart.later(than: members[place].since)
            return .raised
        }
        return .cleared
    }

    private func verdict(
        _ phase: Finding.Phase,
        _ member: Member,
        _ value: Double,
        _ expected: Double,
        _ strength: Double,
        _ count: Int,
        _ window: JointWindow
    ) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.expectedValue, expected, at: window.end)
        evidence.append(.usualOffset, member.offset)
        evidence.append(.strength, strength)
        evidence.append(.members, Double(count))
        evidence.append(.windowSeconds, Double(window.end.nanosecondsSince(window.start)) / 1e9, at: window.start)
        return phase == .raised
            ? .raised(from: member.since, detectedAt: window.arrival, value: value, threshold: .nan, evidence: evidence)
            : .cleared(
                from: member.since,
                to: member.runStart,
                detectedAt: window.arrival,
                value: value,
                threshold: .nan,
                evidence: evidence
            )
    }

    /// Learns quickly at first and as slowly as a week later.
    private mutating func learn(_ place: Int, raw: Double, stray: Double) {
        // After a restart without an image nothing is known, and what was raised has to end some day.
        guard members[place].isRaised == 0 || members[place].learnt < Self.learning else { return }
        members[place].learnt = min(members[place].learnt + 1, 1_000)
        let weight = max(Self.slowest, 1 / Double(members[place].learnt))
        members[place].offset += weight * (raw - members[place].offset)
        // Before the offset is known a stray is mostly that.
        guard members[place].learnt > Self.learning else { return }
        let scatterWeight = max(Self.slowest, 1 / Double(members[place].learnt - Self.learning))
        members[place].scatter += scatterWeight * (stray * 1.25 - members[place].scatter)
    }

    /// The place of a member that is known.
    private func place(of series: Int32) -> Int {
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if members[middle].series < series { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func know(_ series: Int32) {
        let place = place(of: series)
        guard place == members.count || members[place].series != series else { return }
        members.insert(Member(series: series), at: place)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}

extension Disagreement {
    func activeSince(_ subject: JointSubject) -> Timestamp? {
        guard case .member(let series) = subject else { return nil }
        let place = place(of: series.index)
        guard place < members.count, members[place].series == series.index, members[place].isRaised != 0 else {
            return nil
        }
        return members[place].since
    }

    var raised: [JointSubject] {
        members.filter { $0.isRaised != 0 }.map { .member(SeriesID($0.series)) }
    }

    mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double) {
        guard case .member(let series) = subject else { return }
        know(series.index)
        let place = place(of: series.index)
        members[place].isRaised = 1
        members[place].since = activeSince
    }

    mutating func forget(_ member: SeriesID) {
        members.removeAll { $0.series == member.index }
    }

    var image: [UInt8] {
        var image = JointImage()
        image.write(members)
        return image.bytes
    }

    mutating func take(_ image: [UInt8]) -> Bool {
        var reader = JointImage(image)
        guard let members = reader.read(Member.self) else { return false }
        self.members = members
        return true
    }
}
