// Where a queue begins, and what passes there.

extension CorridorWatch {
    /// A queue's head right downstream of a station.
    struct Head {
        /// The next station that is known; nil where none of the next two is.
        var next: Int?
        /// Of capacity, that passes no more.
        var lostShare: Double
    }

    /// The head at a station, if one is there.
    func head(at index: Int) -> Head? {
        let here = stations[index]
        guard isSlow(index) else { return nil }
        if here.knowsFlow, here.densityShare < parameters.leastDensityShare { return nil }
        let next = stations.indices.dropFirst(index + 1).prefix(2).first { stations[$0].isKnown }
        if let next, stations[next].speedShare - here.speedShare < parameters.headShare { return nil }
        return Head(next: next, lostShare: lostShare(at: index, next: next))
    }

    func isSlow(_ index: Int) -> Bool {
        stations[index].isKnown && stations[index].speedShare < parameters.slowShare
    }

    /// What passes both stations, or what the speed in the queue tells of it, whichever says more.
    private func lostShare(at index: Int, next: Int?) -> Double {
        let here = stations[index]
        let bySpeed = 1 - FundamentalDiagram.flowShare(atSpeedShare: here.speedShare) - parameters.speedLossMargin
        guard here.knowsFlow else { return bySpeed }
        var passing = here.flowShare
        if let next, stations[next].knowsFlow { passing = (passing + stations[next].flowShare) / 2 }
        return max(bySpeed, 1 - passing)
    }
}
