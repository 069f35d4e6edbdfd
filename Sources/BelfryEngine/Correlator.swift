// The correlation stage's pure machine: what the shards said, in one order.

import BelfryDetection
import BelfryModel

/// Gathers verdicts of all shards and releases them as findings up to the instant that every shard has passed.
///
/// ```
///   shard 0   v3  v1  │tick 5│  v6 …            a shard speaks in the order in which it works: a quiet series' deadline 1
///   shard 1   v2      │tick 5│  v7  │tick 10│   fires at tick 5, after a reading at 3
///                     └── every shard has passed 5: v1 v2 v3 are released, v6 and v7 wait for tick 10
/// ```
struct Correlator {
    private struct Pending {
        var output: ShardOutput
        /// Among equals what was said first comes first; equals come from one shard.
        var order: Int
    }

    /// A member's window on its way to its groups.
    private struct PendingMember {
        var member: MemberWindow
        var instant: Timestamp
        var generation: Int32
        var order: Int
    }

    private var pending: [Pending] = []
    private var pendingMembers: [PendingMember] = []
    private var order = 0
    /// The last tick that each shard has passed, and the rules that it follows since.
    private var passed: [(tick: Timestamp, generation: Int32)]
    /// The last image that each shard has laid its part down for.
    private var images: [(number: Int32, instant: Timestamp)]
    private var releasedImage: Int32 = 0
    private(set) var released = Timestamp.distantPast
    /// The latest instant of a verdict, or of a window that a group may be judged by.
    private(set) var newest = Timestamp.distantPast
    var groups: GroupStage
    private var belated = BelatedFindings()
    private let registry: SeriesRegistry
    private let book: RuleBook
    private let clockJumps: ClockJumps
    private let imageFormat: ImageFormat

    init(
        shards: Int,
        registry: SeriesRegistry,
        book: RuleBook,
        clockJumps: ClockJumps,
        imageFormat: ImageFormat,
        restoring: [ActiveFinding]
    ) {
        self.passed = Array(repeating: (.distantPast, 0), count: shards)
        self.images = Array(repeating: (0, .distantPast), count: shards)
        self.groups = GroupStage(rules: book.rules(of: 0), generation: 0, restoring: restoring)
        self.registry = registry
        self.book = book
        self.clockJumps = clockJumps
        self.imageFormat = imageFormat
    }

    /// Takes in what a shard said, in its order.
    mutating func take(_ run: UnsafeBufferPointer<ShardOutput>, from shard: Int) {
        for output in run {
            if let member = output.member {
                if !member.isJoining { newest = max(newest, output.instant) }
                pendingMembers.append(
                    PendingMember(member: member, instant: output.instant, generation: output.generation, order: order)
                )
                order += 1
            } else if output.verdict != nil || output.present != nil {
                newest = max(newest, output.instant)
                pending.append(Pending(output: output, order: order))
                order += 1
            } else {
                passed[shard] = (output.instant, output.generation)
                if output.image > 0 { images[shard] = (output.image, output.instant) }
            }
        }
    }

    /// The findings up to the last tick that all shards have passed, or to an image before it; nil where that is no news.
    mutating func release() -> FindingBatch? {
        var through = passed.reduce(Timestamp.distantFuture) { min($0, $1.tick) }
        // Up to the instant of an image first, which the groups are written down at.
        for image in images where image.number > releasedImage { through = min(through, image.instant) }
        guard through > released else { return nil }
        released = through
        let due = pending.filter { $0.output.instant <= through }
        pending.removeAll { $0.output.instant <= through }
        var findings: [(Finding, Int)] = []
        // What one series says comes from one shard, in its order, and that is all that matters here.
        for pending in due {
            for finding in tell(pending.output) { findings.append((finding, pending.order)) }
        }
        for finding in belated.releaseDue(by: through) { findings.append((finding, order)) }
        for outcome in judgeGroups(through: through) {
            findings.append((finding(from: outcome), order))
            order += 1
        }
        // What lies between here and the ticks that were passed may speak of older rules.
        book.retire(before: min(groups.generation, passed.reduce(Int32.max) { min($0, $1.generation) }))
        return FindingBatch(through: through, findings: findings.sorted(by: Self.comesBefore).map(\.0))
    }

    /// What a shard's word comes to: a finding, those that it brings to light, or none yet.
    private mutating func tell(_ output: ShardOutput) -> [Finding] {
        if let series = output.present { return belated.catchUp(series, at: output.instant) }
        guard let verdict = output.verdict, let finding = finding(from: output) else { return [] }
        return belated.take(finding, verdict, isBelated: output.isBelated, at: output.instant)
    }

    /// Feeds the groups members' windows by instant, series and rule, with whatever falls due between them.
    private mutating func judgeGroups(through: Timestamp) -> [GroupStage.Outcome] {
        let due = pendingMembers.filter { $0.instant <= through }
        pendingMembers.removeAll { $0.instant <= through }
        // Not through `self`, which the groups are changed in.
        let names = registry
        let identities = due.map { names.identity(of: $0.member.window.series) }
        for index in Self.ordered(due, identities) {
            let pending = due[index]
            bringGroups(to: pending.instant, generation: pending.generation)
            groups.take(pending.member, at: pending.instant) { names.descriptor(of: $0) }
        }
        bringGroups(to: through)
        return groups.takeOutcomes()
    }

    /// The order in which members' windows are taken, which does not depend on which shard was first.
    private static func ordered(_ members: [PendingMember], _ identities: [String]) -> [Int] {
        members.indices.sorted { left, right in
            let (instant, other) = (members[left].instant, members[right].instant)
            if instant != other { return instant < other }
            // Rule numbers are those of a generation: at a reload's instant the former one is done first.
            let (generation, second) = (members[left].generation, members[right].generation)
            if generation != second { return generation < second }
            if identities[left] != identities[right] { return identities[left] < identities[right] }
            return members[left].order < members[right].order
        }
    }

    /// Lets the groups' time come to an instant, through reloads and jumps of the clock in their order.
    ///
    /// - Parameter generation: whose rules somebody follows there: at a reload's instant the former are done first.
    private mutating func bringGroups(to instant: Timestamp, generation: Int32 = .max) {
        while true {
            let reload = book.successor(of: groups.generation).flatMap {
                $0.since <= instant && $0.generation <= generation ? $0 : nil
            }
            if let jump = clockJumps.next(by: instant, from: reload?.since ?? instant) {
                groups.advance(to: jump.from)
                groups.moveClock(byNanoseconds: jump.to.nanosecondsSince(jump.from))
            } else if let reload {
                groups.advance(to: reload.since)
                let rules = book.rules(of: reload.generation)
                groups.replaceRules(with: rules, generation: reload.generation, at: reload.since) {
                    registry.descriptor(of: $0)
                }
            } else {
                return groups.advance(to: instant)
            }
        }
    }

    private func finding(from outcome: GroupStage.Outcome) -> Finding {
        var finding = book.rules(of: outcome.generation).finding(from: outcome.verdict, series: outcome.series)
        if let withdrawal = outcome.withdrawal { finding.text = Self.text(of: withdrawal, finding) }
        return finding
    }

    private static func text(of withdrawal: GroupStage.Withdrawal, _ finding: Finding) -> String {
        if finding.series.isOutOfService { return "Withdrawn: \(finding.series.key.sensor) is out of service" }
        return switch withdrawal {
        case .ruleLeft: "Withdrawn: the rule \(finding.rule) has changed or left"
        case .memberLeft: "Withdrawn: what the rule \(finding.rule) looked at together there has changed"
        }
    }

    /// The image that every shard has laid its part down for since the last; nil where there is none.
    ///
    /// All findings up to its instant have been released.
    mutating func releaseImage() -> (number: Int32, instant: Timestamp, groups: [UInt8])? {
        guard let oldest = images.min(by: { $0.number < $1.number }), oldest.number > releasedImage else { return nil }
        releasedImage = oldest.number
        var writer = ImageWriter()
        writer.write(groups.image(imageFormat))
        belated.write(to: &writer)
        return (oldest.number, oldest.instant, writer.bytes)
    }

    /// Takes up the groups of an image, and what was held back.
    ///
    /// - Returns: whether all of them fit.
    mutating func restore(_ image: [UInt8]) -> Bool {
        var reader = ImageReader(image)
        guard let block = reader.block(),
            groups.restore(block, imageFormat, describe: { registry.descriptor(of: $0) })
        else { return false }
        return belated.restore(&reader, rules: groups.rules) { registry.descriptor(of: $0) }
    }

    private func finding(from output: ShardOutput) -> Finding? {
        guard let verdict = output.verdict, let series = registry.descriptor(of: verdict.series) else { return nil }
        var finding = book.rules(of: output.generation).finding(from: verdict, series: series)
        if output.isWithdrawal { finding.text = Self.text(of: .ruleLeft, finding) }
        if output.isDoubted { finding.text = Self.doubt(of: finding) }
        if output.isOutsideHours { finding.text = "Ended: the rule \(finding.rule) is not judged at this hour" }
        return finding
    }

    private static func doubt(of finding: Finding) -> String {
        "Withdrawn: \(finding.series.key.sensor) is at fault itself, so what it says of \(finding.series.key.quantity.name) "
            + "is in doubt; not seen to end"
    }

    private static func comesBefore(_ left: (Finding, Int), _ right: (Finding, Int)) -> Bool {
        if left.0.detectedAt != right.0.detectedAt { return left.0.detectedAt < right.0.detectedAt }
        if left.0.series.identity != right.0.series.identity { return left.0.series.identity < right.0.series.identity }
        if left.0.rule != right.0.rule { return left.0.rule < right.0.rule }
        return left.1 < right.1
    }
}
