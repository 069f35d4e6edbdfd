/// What a further value changes in the aggregates of one span of time: one cache line.
///
/// An empty span takes a value as any other does: its extremes are infinite, its sums 0.
@usableFromInline
struct Span: BitwiseCopyable, Sendable {
    /// What has happened to a span besides its values.
    @usableFromInline
    struct Marks: OptionSet, BitwiseCopyable, Sendable {
        @usableFromInline let rawValue: UInt16

        @usableFromInline init(rawValue: UInt16) { self.rawValue = rawValue }

        /// It was told while nobody had heard from the sensor; what follows it stays untold until somebody has.
        static let toldIdle = Marks(rawValue: 1 << 0)
        /// It took values that its source still holds, so it is fed by readings until it ends.
        static let isFedByReadings = Marks(rawValue: 1 << 1)
    }

    @usableFromInline var sums: PowerSums
    /// The smallest value, and the largest with its sign turned: so that one vector comparison finds both.
    @usableFromInline var extremes: SIMD2<Double>
    /// Exclusive; the smallest number: it stands for no span yet.
    var end: Int64
    /// Values; enough for one every millisecond in a month.
    @usableFromInline var count: UInt32
    /// How often the span has been told anew since it was told first.
    var revision: UInt16
    var marks: Marks

    /// A span without values.
    init(end: Int64, marks: Marks = []) {
        self.sums = .zero
        self.extremes = SIMD2(.infinity, .infinity)
        self.end = end
        self.count = 0
        self.revision = 0
        self.marks = marks
    }

    /// No span: it ends before every time.
    static var none: Span { Span(end: .min) }

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

    /// Takes in the values of a span that is a part of this one.
    mutating func merge(_ part: Span) {
        count &+= part.count
        sums.add(part.sums)
        extremes.x = min(extremes.x, part.extremes.x)
        extremes.y = min(extremes.y, part.extremes.y)
    }
}
