// Sparkplug says a thing once: a birth certificate names the metrics, and data after it may carry aliases and values
// alone.
//
//   NBIRTH seq 0 ─► DBIRTH 1 ─► DDATA 2 ─► NDATA 3 ─►  ⋯  ─► 255 ─► 0 ─►  ⋯  ─► NDEATH (the bdSeq of its NBIRTH)
//   └ node alive    └ device     └ aliases known                                └ node and devices stale
//
//   a number missing ─► an alias may mean something else by now ─► nothing by alias until the NBIRTH that is asked for
//
// Kept for each broker, group, node and device; beyond the limits the dead give way first, then those not heard
// longest.

import BelfryModel

/// What Sparkplug's nodes and devices have announced.
struct SparkplugMemory {
    /// The most nodes and devices.
    static let stationLimit = 4_096
    /// The most memory for their birth certificates; a metric takes about 100 bytes.
    static let byteLimit = 32 << 20

    private let stationLimit: Int
    private let byteLimit: Int
    private var stations: [SparkplugStation] = []
    private var indexes: [UInt64: Int] = [:]
    private var byteCount = 0
    private var birthCount: UInt64 = 0
    /// Stations that gave way to others.
    private(set) var forgottenCount = 0
    var rebirths = RebirthList()

    init(stationLimit: Int = Self.stationLimit, byteLimit: Int = Self.byteLimit) {
        self.stationLimit = max(1, stationLimit)
        self.byteLimit = byteLimit
    }

    var stationCount: Int { stations.count }

    /// Takes a birth certificate.
    mutating func bear(
        _ topic: SparkplugTopic,
        _ birth: SparkplugBirth,
        _ payload: SparkplugPayload,
        _ context: DecodingContext
    ) {
        guard context.lane == .session else {
            if context.lane == .bypass { compare(topic, birth, context) }
            return
        }
        guard topic.isOfDevice else {
            birthCount += 1
            return place(topic, birth, payload, context, birthNumber: birthCount)
        }
        // A device's birth means nothing before its node's.
        guard let node = aliveNode(topic, context) else { return ask(topic, context) }
        let birthNumber = stations[node].birthNumber
        advance(node, topic, payload, context)
        place(topic, birth, payload, context, birthNumber: birthNumber)
    }

    /// Takes a death certificate.
    ///
    /// - Returns: false where it is that of an earlier life: a broker sends a node's last will when it gives up on the
    ///   old connection, which may be after the node has come back.
    mutating func bury(_ topic: SparkplugTopic, _ payload: SparkplugPayload, _ context: DecodingContext) -> Bool {
        guard context.lane == .session else { return true }
        if topic.isOfDevice, let node = aliveNode(topic, context) { advance(node, topic, payload, context) }
        guard let index = find(topic.group, topic.station, context) else { return true }
        if !topic.isOfDevice, let born = stations[index].birthDeathSequence, let died = payload.birthDeathSequence,
            born != died
        {
            return false
        }
        stations[index].isAlive = false
        return true
    }

    /// Takes data: whether its place in the node's sequence lets it be understood.
    mutating func hear(
        _ topic: SparkplugTopic,
        _ payload: SparkplugPayload,
        _ context: DecodingContext
    ) -> SparkplugStanding {
        guard let station = find(topic.group, topic.station, context) else {
            // The device may be unknown while the node counts on.
            if context.lane == .session {
                if topic.isOfDevice, let node = aliveNode(topic, context) { advance(node, topic, payload, context) }
                ask(topic, context)
            }
            return SparkplugStanding(birth: nil, fault: .noBirth)
        }
        let birth = stations[station].birth
        // What a broker kept may be older than the certificate.
        guard context.lane != .retained else { return SparkplugStanding(birth: birth, fault: .noBirth) }
        guard let node = aliveNode(topic, context) else {
            ask(topic, context)
            return SparkplugStanding(birth: birth, fault: .noBirth)
        }
        if context.lane == .session { advance(node, topic, payload, context) }
        let isSuperseded = context.lane == .bypass && stations[station].isSupersededOnBypass
        guard stations[station].isAlive, stations[station].birthNumber == stations[node].birthNumber, !isSuperseded
        else {
            ask(topic, context)
            return SparkplugStanding(birth: birth, fault: .noBirth)
        }
        stations[station].lastHeard = context.arrival
        guard stations[node].isComplete else {
            // Again and again: the first request may have been lost as well.
            ask(topic, context)
            return SparkplugStanding(birth: birth, fault: .sequenceGap)
        }
        return SparkplugStanding(birth: birth, fault: .none)
    }

    /// Asks for a node's birth certificates; a copy on the bypass asks for nothing, since the session's will.
    mutating func ask(_ topic: SparkplugTopic, _ context: DecodingContext) {
        guard context.lane == .session else { return }
        rebirths.ask(topic, source: context.feed.subscription.source, at: context.arrival)
    }

    /// Counts a message of a node or of one of its devices.
    private mutating func advance(
        _ node: Int,
        _ topic: SparkplugTopic,
        _ payload: SparkplugPayload,
        _ context: DecodingContext
    ) {
        stations[node].lastHeard = context.arrival
        // Encoders of proto3 leave a 0 away.
        let number = payload.sequence ?? 0
        if stations[node].sequence.advance(to: number, milliseconds: payload.milliseconds) { return }
        stations[node].isComplete = false
        ask(topic, context)
    }

    /// Notes whether the bypass brings a birth that announces something else than what is known.
    private mutating func compare(_ topic: SparkplugTopic, _ birth: SparkplugBirth, _ context: DecodingContext) {
        guard let index = find(topic.group, topic.station, context) else { return }
        stations[index].isSupersededOnBypass = birth.layout != stations[index].birth.layout
    }

    private func aliveNode(_ topic: SparkplugTopic, _ context: DecodingContext) -> Int? {
        find(topic.group, topic.node, context).flatMap { stations[$0].isAlive ? $0 : nil }
    }

    private func find(
        _ group: UnsafeBufferPointer<UInt8>,
        _ station: UnsafeBufferPointer<UInt8>,
        _ context: DecodingContext
    ) -> Int? {
        let source = context.feed.subscription.source
        guard let index = indexes[Self.hash(group, station, source)] else { return nil }
        return stations[index].isNamed(group, station, of: source) ? index : nil
    }

    private static func hash(
        _ group: UnsafeBufferPointer<UInt8>,
        _ station: UnsafeBufferPointer<UInt8>,
        _ source: Int
    ) -> UInt64 {
        let seed = ByteHash.of(UnsafeRawBufferPointer(group), seed: UInt64(bitPattern: Int64(source)))
        return ByteHash.of(UnsafeRawBufferPointer(station), seed: seed)
    }
}

// Storage: a station takes the place of its earlier self, and of others where there is no room.
extension SparkplugMemory {
    private mutating func place(
        _ topic: SparkplugTopic,
        _ birth: SparkplugBirth,
        _ payload: SparkplugPayload,
        _ context: DecodingContext,
        birthNumber: UInt64
    ) {
        let source = context.feed.subscription.source
        let station = SparkplugStation(
            name: Array(topic.group) + [UInt8(ascii: "/")] + Array(topic.station),
            source: source,
            hash: Self.hash(topic.group, topic.station, source),
            birthNumber: birthNumber,
            birth: birth,
            lastHeard: context.arrival,
            sequence: SparkplugSequence(first: payload.sequence ?? 0, milliseconds: payload.milliseconds),
            birthDeathSequence: payload.birthDeathSequence
        )
        if let earlier = indexes[station.hash] { remove(at: earlier) }
        while !stations.isEmpty, stations.count >= stationLimit || byteCount + station.byteCount > byteLimit {
            remove(at: leastWanted)
            forgottenCount += 1
        }
        byteCount += station.byteCount
        indexes[station.hash] = stations.count
        stations.append(station)
    }

    /// The dead before the living, and of these the one that was not heard longest; O(stations), and only at the limit.
    private var leastWanted: Int {
        var least = 0
        for index in stations.indices {
            let (one, other) = (stations[index], stations[least])
            let isLess = one.isAlive == other.isAlive ? one.lastHeard < other.lastHeard : !one.isAlive
            if isLess { least = index }
        }
        return least
    }

    /// Fills the gap with the last station.
    private mutating func remove(at index: Int) {
        byteCount -= stations[index].byteCount
        indexes[stations[index].hash] = nil
        let last = stations.removeLast()
        guard index < stations.count else { return }
        stations[index] = last
        indexes[last.hash] = index
    }
}
