// When an entity was observed, by the fields that may say so:
//
//   "2026-11-18T11:15:00Z"   "…T11:10:00Z/…T11:15:00Z"   "…T11:10:00Z/PT5M"   "PT5M/…T11:15:00Z"   1780311000
//
// The end of an interval is the time of what was measured in it.

import BelfryModel

/// Reads the times of an entity.
enum NGSITime {
    /// The time that a value tells; none where it is absent, null or empty.
    static func draft(_ value: JSONValue?, _ context: DecodingContext) -> DraftTime {
        guard let value = plain(value) else { return .none }
        switch value.kind {
        case .null: return .none
        case .number: return epoch(value.bytes) ?? .unreadable
        case .string:
            if value.isEmptyText { return .none }
            if let epoch = epoch(value.bytes) { return epoch }
            return text(value.bytes, context)
        case .true, .false, .object, .array: return .unreadable
        }
    }

    /// The seconds between the two ends of an interval; nil where the value is none.
    static func intervalSeconds(_ value: JSONValue?) -> Double? {
        guard let text = plain(value), text.kind == .string, let (start, end) = halves(of: text.bytes) else {
            return nil
        }
        if let length = ISO8601Duration.nanoseconds(end) ?? ISO8601Duration.nanoseconds(start) {
            return Double(length) / 1e9
        }
        guard let from = Timestamp(rfc3339: start, defaultOffsetSeconds: 0),
            let to = Timestamp(rfc3339: end, defaultOffsetSeconds: 0)
        else { return nil }
        return Double(to.nanosecondsSince(from)) / 1e9
    }

    /// The seconds between two values; nil where either is no instant.
    static func seconds(from: JSONValue, to: JSONValue, _ context: DecodingContext) -> Double? {
        guard let from = draft(from, context).instant, let to = draft(to, context).instant else { return nil }
        return Double(to.nanosecondsSince(from)) / 1e9
    }

    /// What is wrapped as a typed value, or stands first in a list.
    private static func plain(_ value: JSONValue?) -> JSONValue? {
        guard let value else { return nil }
        let first = value.kind == .array && value.count > 0 ? value.first : value
        return first.kind == .object ? first["value"] ?? first["@value"] ?? first : first
    }

    private static func text(_ text: UnsafeBufferPointer<UInt8>, _ context: DecodingContext) -> DraftTime {
        guard let (start, end) = halves(of: text), let length = ISO8601Duration.nanoseconds(end) else {
            return DraftTime(text: text, zone: context.zone, arrival: context.arrival)
        }
        return DraftTime(text: start, zone: context.zone, arrival: context.arrival).advanced(byNanoseconds: length)
    }

    /// Seconds, or as many digits more as milliseconds, microseconds and nanoseconds have.
    private static func epoch(_ text: UnsafeBufferPointer<UInt8>) -> DraftTime? {
        guard let number = DecimalNumber(text), let whole = number.integer(scaledByPowerOfTen: 0) else { return nil }
        let decimals =
            switch whole.magnitude {
            case ..<100_000_000_000: 0
            case ..<100_000_000_000_000: 3
            case ..<100_000_000_000_000_000: 6
            default: 9
            }
        return DraftTime(epoch: number, decimalsOfSecond: decimals)
    }

    private static func halves(
        of text: UnsafeBufferPointer<UInt8>
    ) -> (start: UnsafeBufferPointer<UInt8>, end: UnsafeBufferPointer<UInt8>)? {
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        return (UnsafeBufferPointer(rebasing: text[..<slash]), UnsafeBufferPointer(rebasing: text[(slash + 1)...]))
    }
}
