/// An American index with what it rests on.
///
/// Intuition: 300 is not always 300. It may be the end of a scale that knows no more, a number past the end of the
/// index, or an estimate; whoever shows it has to be able to say so, hence the flags travel with the number.
///
/// Limits: one measure. What the site as a whole has is an ``AQIReport``.
///
/// Not done: to keep the concentration here as well; a finding holds it as its value, in its own unit.
///
/// Source: EPA-454/B-24-002 (May 2024), the table of breakpoints and its notes.
public struct AQIValue: Hashable, Sendable, BitwiseCopyable {
    /// 0 or more, 500 at most unless ``isBeyondIndex``.
    public var index: Int
    public var measure: AQIMeasure
    /// The concentration lies above the last breakpoint: EPA has no number for it, this one continues the last stretch.
    public var isBeyondIndex: Bool
    /// The scale ends here and the concentration does not: the index is at least this.
    public var isHeld: Bool
    /// It rests on an estimate of the mean (``OzoneSurrogate``) and not on the mean.
    public var isSurrogate: Bool

    /// An index; `index` ≥ 0.
    public init(
        index: Int,
        measure: AQIMeasure,
        isBeyondIndex: Bool = false,
        isHeld: Bool = false,
        isSurrogate: Bool = false
    ) {
        self.index = index
        self.measure = measure
        self.isBeyondIndex = isBeyondIndex
        self.isHeld = isHeld
        self.isSurrogate = isSurrogate
    }

    /// The word and the colour.
    public var category: AQICategory { AQICategory(index: index) }

    /// Whether this one decides where both are known.
    ///
    /// The higher index; of equal ones that which is measured to the end rather than held, that which is a mean rather
    /// than an estimate, and then the earlier measure, so that the answer never depends on the order of asking.
    func outweighs(_ other: AQIValue) -> Bool {
        if index != other.index { return index > other.index }
        if isHeld != other.isHeld { return !isHeld }
        if isSurrogate != other.isSurrogate { return !isSurrogate }
        return measure.rawValue < other.measure.rawValue
    }
}
