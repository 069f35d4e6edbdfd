// Any quantile of a window in a kilobyte, with a bound of its error that it tells.
//
// Values are counted in buckets that grow with the value, so that a bucket's middle is within a share of each of its values:
// DDSketch (Masson, Rim and Lee, VLDB 2019). When the values span more buckets than there is room for, each two neighbours
// become one, which doubles the error everywhere alike: UDDSketch (Epicoco et al., IEEE Access 2020). How often depends on
// the smallest and the largest value alone, so the sketch of some values is the same in whatever order and parts they come.
//
//   ring of 256 counts, by key mod 256:      … │ key 41 │ key 42 │ key 43 │ …       lowest ≤ key ≤ highest < lowest + 256
//   collapse: key → ⌈key / 2⌉ away from zero (ratio), ⌊key / 2⌋ (level)

import Glibc

/// How a quantile sketch spaces its buckets.
enum QuantileSpacing: BitwiseCopyable {
    /// By ratio, for amounts: the error is a share of the value.
    case ratio
    /// Evenly, for levels such as decibels and degrees: the error is a difference.
    case level
}

/// A view of a quantile sketch in memory that its owner keeps; plain bits.
struct QuantileSketch: BitwiseCopyable {
    private struct Head: BitwiseCopyable {
        var lowest: Int32 = 0
        var highest: Int32 = -1
        var collapses: UInt32 = 0
        var count: UInt32 = 0
    }

    private static let buckets = 256
    /// ln γ before any collapse: values within 12.9 times of each other are told to within 0.5 %.
    private static let ratioStep = 0.01
    /// What is smaller counts as 0.
    private static let smallest = 1e-9
    /// Before any collapse: levels within 25 of each other are told to within 0.05.
    private static let levelStep = 0.1

    private let head: UnsafeMutablePointer<Head>
    private let counts: UnsafeMutablePointer<UInt32>
    private let spacing: QuantileSpacing

    static var byteCount: Int { MemoryLayout<Head>.stride + buckets * MemoryLayout<UInt32>.stride }

    init(memory: UnsafeMutableRawPointer, spacing: QuantileSpacing) {
        self.head = memory.assumingMemoryBound(to: Head.self)
        self.counts = (memory + MemoryLayout<Head>.stride).assumingMemoryBound(to: UInt32.self)
        self.spacing = spacing
    }

    /// Makes it a sketch of no values.
    func clear() {
        head.initialize(to: Head())
        counts.initialize(repeating: 0, count: Self.buckets)
    }

    func add(_ value: Double) {
        var key = collapsed(Self.key(of: value, spacing), head.pointee.collapses)
        while !makeRoom(from: key, through: key) { key = collapsed(key, 1) }
        count(1, at: key)
    }

    func merge(_ other: QuantileSketch) {
        guard other.head.pointee.count > 0 else { return }
        while head.pointee.collapses < other.head.pointee.collapses { collapse() }
        var lag = head.pointee.collapses - other.head.pointee.collapses
        while !makeRoom(
            from: collapsed(other.head.pointee.lowest, lag),
            through: collapsed(other.head.pointee.highest, lag)
        ) { lag += 1 }
        for key in other.head.pointee.lowest...other.head.pointee.highest {
            let number = other.counts[Self.slot(key)]
            if number > 0 { count(number, at: collapsed(key, lag)) }
        }
    }

    /// The value below or at which a share of the values lie, as the one of rank ⌊share × (n − 1)⌋; NaN without any.
    ///
    /// - Parameter share: 0...1.
    func quantile(_ share: Double) -> Double {
        guard head.pointee.count > 0 else { return .nan }
        let rank = UInt64(max(0, min(1, share)) * Double(head.pointee.count - 1))
        var seen: UInt64 = 0
        for key in head.pointee.lowest...head.pointee.highest {
            seen += UInt64(counts[Self.slot(key)])
            if seen > rank { return middle(of: key) }
        }
        return middle(of: head.pointee.highest)
    }

    /// The largest error of a quantile: a share of it where spacing is by ratio, else a difference.
    var errorBound: Double {
        switch spacing {
        case .ratio: tanh(Self.ratioStep * width / 2)
        case .level: Self.levelStep * width / 2
        }
    }

    private var width: Double { exp2(Double(head.pointee.collapses)) }
}

extension QuantileSketch {
    private static func key(of value: Double, _ spacing: QuantileSpacing) -> Int32 {
        switch spacing {
        case .level: return Int32(max(-1e9, min(1e9, (value / levelStep).rounded(.down))))
        case .ratio:
            guard value.magnitude > smallest else { return 0 }
            let key = Int32(((log(value.magnitude) - log(smallest)) / ratioStep).rounded(.up))
            return value < 0 ? -max(1, key) : max(1, key)
        }
    }

    private func middle(of key: Int32) -> Double {
        switch spacing {
        case .level: return (Double(key) + 0.5) * Self.levelStep * width
        case .ratio:
            guard key != 0 else { return 0 }
            let step = Self.ratioStep * width
            // 2 γ^k / (γ + 1)
            let power = step * Double(key.magnitude) + log(Self.smallest)
            let magnitude = exp(power - log((exp(step) + 1) / 2))
            return min(key < 0 ? -magnitude : magnitude, .greatestFiniteMagnitude)
        }
    }

    /// What becomes of a key in so many collapses.
    private func collapsed(_ key: Int32, _ times: UInt32) -> Int32 {
        guard times > 0 else { return key }
        let shift = Int64(min(times, 40))
        switch spacing {
        case .level: return Int32(truncatingIfNeeded: Int64(key) >> shift)
        case .ratio:
            let magnitude = Int32(truncatingIfNeeded: (Int64(key.magnitude) + (1 << shift) - 1) >> shift)
            return key < 0 ? -magnitude : magnitude
        }
    }

    /// Lets keys in, if they fit.
    ///
    /// - Returns: false where they did not: what is there has been collapsed once.
    private func makeRoom(from low: Int32, through high: Int32) -> Bool {
        let isEmpty = head.pointee.count == 0
        let lowest = isEmpty ? low : min(low, head.pointee.lowest)
        let highest = isEmpty ? high : max(high, head.pointee.highest)
        guard Int64(highest) - Int64(lowest) < Int64(Self.buckets) else {
            collapse()
            return false
        }
        head.pointee.lowest = lowest
        head.pointee.highest = highest
        return true
    }

    private func count(_ number: UInt32, at key: Int32) {
        counts[Self.slot(key)] = Self.saturating(counts[Self.slot(key)], number)
        head.pointee.count = Self.saturating(head.pointee.count, number)
    }

    private func collapse() {
        let before = head.pointee
        head.pointee.collapses += 1
        guard before.count > 0 else { return }
        head.pointee.lowest = collapsed(before.lowest, 1)
        head.pointee.highest = collapsed(before.highest, 1)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.buckets) { former in
            _ = former.initialize(from: UnsafeBufferPointer(start: counts, count: Self.buckets))
            counts.update(repeating: 0, count: Self.buckets)
            for key in before.lowest...before.highest {
                let slot = Self.slot(collapsed(key, 1))
                counts[slot] = Self.saturating(counts[slot], former[Self.slot(key)])
            }
        }
    }

    private static func slot(_ key: Int32) -> Int { Int(key) & (buckets - 1) }

    private static func saturating(_ left: UInt32, _ right: UInt32) -> UInt32 {
        let (sum, overflows) = left.addingReportingOverflow(right)
        return overflows ? .max : sum
    }
}
