// The groups in an image: numbers and names behind one another, in the order of identity and rule.

import BelfryDetection
import BelfryModel

extension GroupStage {
    /// Every group as it stands.
    func image(_ format: ImageFormat) -> [UInt8] {
        var writer = ImageWriter()
        writer.write(format.value)
        writer.write(Int64(groups.count))
        for state in ordered {
            writer.write(rules.rules[Int(state.rule)].version)
            writer.write(state.series.identity)
            state.write(to: &writer)
        }
        return writer.bytes
    }

    /// Takes up what an image has of groups whose rule is in force.
    ///
    /// - Returns: whether that could all be taken up.
    mutating func restore(_ image: [UInt8], _ format: ImageFormat, describe: (SeriesID) -> SeriesDescriptor?) -> Bool {
        var reader = ImageReader(image)
        guard reader.value(UInt64.self) == format.value, let count = reader.count() else { return false }
        var isWhole = true
        for _ in 0..<count {
            guard let version = reader.text(), let identity = reader.text(), let image = GroupState.Image(&reader)
            else {
                return false
            }
            // What a rule that has left or changed had gathered is nobody's.
            guard let rule = rules.rules.firstIndex(where: { $0.version == version && $0.isOfGroup }) else {
                continue
            }
            guard let (key, group) = place(rule, identity, members: image.members, describe),
                let slot = begin(key, group)
            else {
                isWhole = false
                continue
            }
            for number in image.members.keys.sorted() {
                guard let series = describe(SeriesID(number)),
                    let own = rules.group(of: series, under: rules.rules[rule])
                else { continue }
                know(series, at: own.station, in: slot)
            }
            if !restore(image, in: slot) { isWhole = false }
        }
        return isWhole
    }

    /// - Returns: nil where no member is known.
    private func place(
        _ rule: Int,
        _ identity: String,
        members: [Int32: GroupRoster.Member],
        _ describe: (SeriesID) -> SeriesDescriptor?
    ) -> (Key, JointGroup)? {
        for number in members.keys.sorted() {
            let group = describe(SeriesID(number)).flatMap { rules.group(of: $0, under: rules.rules[rule]) }
            if let group, group.series.identity == identity {
                return (Key(rule: Int32(clamping: rule), identity: identity), group)
            }
        }
        return nil
    }
}

extension GroupState {
    /// What changes of a group.
    struct Image {
        var members: [Int32: GroupRoster.Member] = [:]
        var open: [Timestamp: Open] = [:]
        var judgedThrough: Timestamp
        var judged: Open?
        var revision: Int
        var judge: [UInt8]

        init?(_ reader: inout ImageReader) {
            guard let through = reader.number(), let revision = reader.number(),
                let judge = reader.block(),
                let memberCount = reader.count()
            else { return nil }
            self.judgedThrough = Timestamp(nanoseconds: through)
            self.revision = Int(revision)
            self.judge = judge
            for _ in 0..<memberCount {
                guard let number = reader.number(), let through = reader.number(), let isAwaited = reader.number()
                else {
                    return nil
                }
                members[Int32(clamping: number)] = GroupRoster.Member(
                    through: Timestamp(nanoseconds: through),
                    isAwaited: isAwaited != 0
                )
            }
            guard let openCount = reader.count() else { return nil }
            for _ in 0..<openCount {
                guard let end = reader.number(), let span = Open(&reader) else { return nil }
                open[Timestamp(nanoseconds: end)] = span
            }
            guard let hasJudged = reader.number() else { return nil }
            if hasJudged != 0 {
                guard let span = Open(&reader) else { return nil }
                judged = span
            }
        }
    }

    /// - Returns: false where its detector's state is of another build.
    mutating func restore(_ image: Image) -> Bool {
        guard judge.take(image.judge) else { return false }
        roster = GroupRoster(image.members)
        (open, judged) = (image.open, image.judged)
        (judgedThrough, revision) = (image.judgedThrough, image.revision)
        return true
    }

    func write(to writer: inout ImageWriter) {
        writer.write(judgedThrough.nanoseconds)
        writer.write(Int64(revision))
        writer.write(judge.image)
        writer.write(Int64(roster.members.count))
        for (number, member) in roster.members.sorted(by: { $0.key < $1.key }) {
            writer.write(Int64(number))
            writer.write(member.through.nanoseconds)
            writer.write(Int64(member.isAwaited ? 1 : 0))
        }
        writer.write(Int64(open.count))
        for (end, span) in open.sorted(by: { $0.key < $1.key }) {
            writer.write(end.nanoseconds)
            span.write(to: &writer)
        }
        writer.write(Int64(judged == nil ? 0 : 1))
        judged?.write(to: &writer)
    }
}

extension GroupState.Open {
    fileprivate init?(_ reader: inout ImageReader) {
        guard let start = reader.number(), let deadline = reader.number(), let count = reader.count()
        else { return nil }
        self.init(
            start: Timestamp(nanoseconds: start),
            deadline: Timestamp(nanoseconds: deadline)
        )
        for _ in 0..<count {
            guard let number = reader.number(), let value = reader.value(Double.self), let readings = reader.number()
            else { return nil }
            shares[Int32(clamping: number)] = GroupState.Share(value: value, readings: Int(readings))
        }
    }

    fileprivate func write(to writer: inout ImageWriter) {
        writer.write(start.nanoseconds)
        writer.write(deadline.nanoseconds)
        writer.write(Int64(shares.count))
        for (number, share) in shares.sorted(by: { $0.key < $1.key }) {
            writer.write(Int64(number))
            writer.write(share.value)
            writer.write(Int64(share.readings))
        }
    }
}
