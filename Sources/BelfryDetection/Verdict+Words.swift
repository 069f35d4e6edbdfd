import BelfryModel

// Memory has gaps between the fields of a verdict, with whatever was there before; what is written down must not.

extension Verdict {
    private static let head = 10

    /// All that it says but its rule, which has another number after a restart.
    public var words: [UInt64] {
        let numbers = evidence.numbers
        let head = [
            UInt64(bitPattern: Int64(series.index)), UInt64(phase.rawValue), from.word, to == nil ? 0 : 1,
            (to ?? from).word,
            detectedAt.word, value.bitPattern, threshold.bitPattern, valueTime.word, UInt64(numbers.count),
        ]
        return head + numbers.flatMap { [UInt64($0.code.rawValue), $0.value.bitPattern, $0.time.word] }
    }

    /// - Returns: nil where the words are of another build.
    public init?(words: [UInt64], rule: Int32) {
        guard words.count >= Self.head, words.count == Self.head + 3 * Int(clamping: words[9]),
            let phase = UInt8(exactly: words[1]).flatMap(Finding.Phase.init(rawValue:))
        else { return nil }
        self.init(
            series: SeriesID(Int32(truncatingIfNeeded: words[0])),
            rule: rule,
            phase: phase,
            from: Timestamp(word: words[2]),
            to: words[3] == 0 ? nil : Timestamp(word: words[4]),
            detectedAt: Timestamp(word: words[5]),
            value: Double(bitPattern: words[6]),
            threshold: Double(bitPattern: words[7]),
            valueTime: Timestamp(word: words[8])
        )
        for start in stride(from: Self.head, to: words.count, by: 3) {
            guard let code = UInt8(exactly: words[start]).flatMap(VerdictEvidence.Code.init(rawValue:)) else {
                return nil
            }
            evidence.append(code, Double(bitPattern: words[start + 1]), at: Timestamp(word: words[start + 2]))
        }
    }
}

extension Timestamp {
    fileprivate var word: UInt64 { UInt64(bitPattern: nanoseconds) }

    fileprivate init(word: UInt64) { self.init(nanoseconds: Int64(bitPattern: word)) }
}
