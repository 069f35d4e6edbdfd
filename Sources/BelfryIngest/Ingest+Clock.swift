import BelfryModel

extension Ingest {
    /// The arrival clock was moved forward, and no time has passed: repeats are told from new readings, and late ones from
    /// timely ones, as if it had always been there.
    ///
    /// O(series).
    public mutating func moveClock(byNanoseconds distance: Int64) {
        for index in clocks.indices { clocks[index].moveClock(byNanoseconds: distance) }
        duplicates.moveClock(byNanoseconds: distance)
        bypassDuplicates.moveClock(byNanoseconds: distance)
        bypass.moveClock(byNanoseconds: distance)
        besideBypass.moveClock(byNanoseconds: distance)
    }
}
