// Which stations stand in the queue of an incident that was told already: it is told once, wherever its queue grows.

extension CorridorWatch {
    /// The queue upstream of an incident's head is its own, and so is the next station's beginning of one.
    mutating func claimQueue(from index: Int) {
        if index + 1 < stations.count { stations[index + 1].claim(parameters.clearSeconds) }
        var station = index
        var tail = index
        while station >= 0, station == index || isSlow(station) || !stations[station].isKnown {
            stations[station].claim(parameters.wakeSeconds)
            if isSlow(station) { tail = station }
            station -= 1
        }
        // Where it is about to arrive.
        if station >= 0 { stations[station].claim(parameters.clearSeconds) }
        guard sections[index].tailStation < 0 || tail < sections[index].tailStation else { return }
        sections[index].tailStation = Int32(tail)
        sections[index].tailReached = newestEnd
    }

    /// What is left of a queue runs on upstream, and ends where the road is free again.
    mutating func spreadWakes() {
        for index in stations.indices {
            if index + 1 < stations.count, isSlow(index), isSlow(index + 1) {
                stations[index].claim(stations[index + 1].wakeSeconds)
            }
            if stations[index].isKnown, stations[index].speedShare > 0.9 {
                stations[index].wakeSeconds = min(stations[index].wakeSeconds, parameters.clearSeconds)
            }
        }
    }
}
