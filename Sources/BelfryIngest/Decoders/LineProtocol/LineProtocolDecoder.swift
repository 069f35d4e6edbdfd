// InfluxDB line protocol, as its reference decoder reads it (github.com/influxdata/line-protocol):
//
//   air,station=a-7,district=north no2=31.5,pm10=18i,valid=true,note="dry" 1795003200000000000
//   │   └ tags: what it is about   └ fields: values, quantities by key     └ since the epoch in ns, or as declared, or none
//   └ measurement: the quantity where the field is called "value"
//
//   31.5 float    18i integer    18u unsigned    t true False boolean    "…" text, which is no measured value
//   # a comment   \, \= and "\ " stand for themselves in names, \" and \\ in texts; texts may hold line ends
//
// A line that breaks a rule gives nothing; the lines around it still count. Only a message without a good line is
// malformed.

import BelfryModel

/// Reads InfluxDB line protocol.
enum LineProtocolDecoder: PayloadDecoder {
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        var cursor = LineProtocolCursor(payload.assumingMemoryBound(to: UInt8.self))
        let subscription = context.feed.subscription
        let precision = subscription.precision ?? (subscription.format == .auto ? nil : .nanoseconds)
        var firstFault: LineProtocolFault?
        var faultyLine = 0
        while cursor.skipToLine(), !buffer.isOverfull {
            let start = cursor.position
            let firstDraft = buffer.drafts.count
            do throws(LineProtocolFault) {
                try LineProtocolLine.read(&cursor, precision, into: &buffer)
            } catch {
                buffer.removeDrafts(from: firstDraft)
                if firstFault == nil {
                    firstFault = error
                    faultyLine = cursor.lineNumber(at: start)
                }
                cursor.skipLine()
            }
        }
        if let firstFault, buffer.drafts.isEmpty {
            return buffer.reject(.malformed, firstFault.reason, detail: "line \(faultyLine): \(firstFault.detail)")
        }
        buffer.finish(orElse: .noQuantity)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        LineProtocolName.measurand(
            series: names.sensor,
            field: names.quantity,
            topicNamesSensor: feed.subscription.template.captures.contains(.sensor)
        )
    }

    /// Whether a payload begins with a good line whose measurement holds no `=`, which would rather be a pair.
    static func recognises(_ payload: UnsafeRawBufferPointer) -> Bool {
        var cursor = LineProtocolCursor(payload.assumingMemoryBound(to: UInt8.self))
        guard cursor.skipToLine() else { return false }
        do throws(LineProtocolFault) {
            let line = cursor
            let measurement = try cursor.takeName(.measurement)
            guard !measurement.contains(UInt8(ascii: "=")) else { return false }
            cursor = line
            try LineProtocolLine.check(&cursor)
            return true
        } catch {
            return false
        }
    }
}
