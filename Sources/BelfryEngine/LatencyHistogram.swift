/// How long findings took, in buckets that grow with the value: any quantile to within an eighth, in fixed memory.
///
/// After HdrHistogram (Tene): a bucket is the position of the highest bit and the three bits below it.
///
/// ```
///   0 1 2 … 7 │ 8 9 … 15 │ 16 18 … 30 │ 32 36 … 60 │ …     lower bounds in nanoseconds
/// ```
struct LatencyHistogram {
    private static let bitsPerOctave = 3
    private static let bucketCount = (64 - bitsPerOctave) << bitsPerOctave

    private var counts = [Int](repeating: 0, count: bucketCount)
    private(set) var count = 0
    private(set) var maximumNanoseconds: Int64 = 0

    /// Takes in one latency; a negative one counts as none.
    mutating func record(nanoseconds: Int64) {
        let value = max(0, nanoseconds)
        counts[Self.bucket(of: UInt64(value))] += 1
        count += 1
        maximumNanoseconds = max(maximumNanoseconds, value)
    }

    /// The smallest bound that at least `share` of the latencies stay below, at most the maximum; nil without any.
    ///
    /// - Parameter share: 0...1.
    func quantileNanoseconds(_ share: Double) -> Int64? {
        guard count > 0 else { return nil }
        let rank = max(1, Int((share * Double(count)).rounded(.up)))
        var seen = 0
        for (bucket, number) in counts.enumerated() {
            seen += number
            if seen >= rank { return min(maximumNanoseconds, Int64(clamping: Self.upperBound(of: bucket))) }
        }
        return maximumNanoseconds
    }

    private static func bucket(of value: UInt64) -> Int {
        let octave = max(0, 63 - value.leadingZeroBitCount - bitsPerOctave)
        return octave << bitsPerOctave + Int(value >> UInt64(octave))
    }

    private static func upperBound(of bucket: Int) -> UInt64 {
        guard bucket >= 1 << (bitsPerOctave + 1) else { return UInt64(bucket) }
        let octave = bucket >> bitsPerOctave - 1
        let leading = UInt64(bucket - octave << bitsPerOctave)
        return (leading + 1) << UInt64(octave) - 1
    }
}
