/// What a further value changes in the aggregates of one span of time: one cache line, valid while `count` > 0.
@usableFromInline
struct Span: BitwiseCopyable {
    @usableFromInline var sums: PowerSums
    /// The smallest value, and the largest with its sign turned: so that one vector comparison finds both.
    @usableFromInline var extremes: SIMD2<Double>
    /// Exclusive.
    var end: Int64
    @usableFromInline var count: Int

    /// No span: it ends before every time.
    static var closed: Span { Span(end: .min, value: 0, sums: PowerSums(of: 0), count: 0) }

    /// A span with its first value.
    init(end: Int64, value: Double, sums: PowerSums, count: Int = 1) {
        self.sums = sums
        self.extremes = SIMD2(value, -value)
        self.end = end
        self.count = count
    }

    var isOpen: Bool { count > 0 }

    /// Takes in a further value.
    @inlinable
    @inline(__always)
    mutating func add(_ value: Double, sums other: PowerSums) {
        count &+= 1
        sums.add(other)
        // As selections, not branches: which values are extreme cannot be foreseen.
        extremes.x = value < extremes.x ? value : extremes.x
        extremes.y = -value < extremes.y ? -value : extremes.y
    }
}
