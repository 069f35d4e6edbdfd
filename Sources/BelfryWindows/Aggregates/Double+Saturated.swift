extension Double {
    /// The number itself, or where it is infinite the greatest finite one of its sign.
    ///
    /// What leaves an aggregate is finite: a result beyond the range of doubles is told as the end of that range.
    var saturated: Double {
        max(-.greatestFiniteMagnitude, min(.greatestFiniteMagnitude, self))
    }
}
