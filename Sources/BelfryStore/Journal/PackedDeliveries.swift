/// The deliveries of one batch as bytes.
///
/// ```
/// ┌────────┬────────┬────────────┬─────┬──────────┐   delivery  ┌───────────────────────┬──────────────┬─────────┐
/// │ format │ count  │ delivery 1 │  …  │ checksum │             │ message id, zigzag    │ source,      │ hash    │
/// │ 1 byte │ varint │            │     │ 4 bytes  │             │ from previous, × 2    │ zigzag       │ 8 bytes │
/// └────────┴────────┴────────────┴─────┴──────────┘             │ + 1 if source follows │ where it     │         │
///                                                               │ varint                │ changed      │         │
///                                                               └───────────────────────┴──────────────┴─────────┘
/// ```
enum PackedDeliveries {
    static let format: UInt8 = 1

    static func encode(_ deliveries: [StoredDelivery]) -> [UInt8] {
        var writer = ByteWriter(capacity: 16 + deliveries.count * 10)
        writer.append(format)
        writer.appendVarint(UInt64(deliveries.count))
        var previous = StoredDelivery(source: 0, messageID: 0, hash: 0)
        for delivery in deliveries {
            let step = Int64(delivery.messageID) - Int64(previous.messageID)
            let zigzag = UInt64(bitPattern: (step << 1) ^ (step >> 63))
            let changed = delivery.source != previous.source
            writer.appendVarint(zigzag << 1 | (changed ? 1 : 0))
            if changed { writer.appendZigzag(Int64(delivery.source)) }
            writer.appendFixed(delivery.hash)
            previous = delivery
        }
        return writer.sealed()
    }

    static func decode(_ data: [UInt8]) throws(JournalFault) -> [StoredDelivery] {
        var reader = try ByteReader(sealed: data)
        guard try reader.byte() == format else { throw JournalFault(offset: 0, reason: "its format is not known") }
        let count = try reader.varint()
        var deliveries: [StoredDelivery] = []
        var previous = StoredDelivery(source: 0, messageID: 0, hash: 0)
        while deliveries.count < count {
            previous = try delivery(after: previous, from: &reader)
            deliveries.append(previous)
        }
        try reader.finish()
        return deliveries
    }

    private static func delivery(
        after previous: StoredDelivery,
        from reader: inout ByteReader
    ) throws(JournalFault) -> StoredDelivery {
        let head = try reader.varint()
        let zigzag = head >> 1
        let step = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
        let wide = Int64(previous.messageID).addingReportingOverflow(step).partialValue
        let source = head & 1 == 1 ? Int32(exactly: try reader.zigzag()) : previous.source
        guard let messageID = UInt16(exactly: wide), let source else {
            throw JournalFault(offset: reader.position, reason: "a delivery is out of range")
        }
        return StoredDelivery(source: source, messageID: messageID, hash: try reader.fixed(UInt64.self))
    }
}
