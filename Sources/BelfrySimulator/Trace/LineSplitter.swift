/// Cuts a stream of bytes into lines, however it arrives; a line is dropped when it passes the limit.
public struct LineSplitter: Sendable {
    /// A line, without its end.
    public enum Line: Sendable, Equatable {
        case text([UInt8])
        /// It had more bytes than a line may have.
        case tooLong
    }

    /// The longest line in bytes: a payload of 1 MiB in base 64 and what goes with it.
    public static let byteLimit = 1_500_000

    private var pending: [UInt8] = []
    private var isTooLong = false

    public init() {}

    /// Takes bytes in and hands out every line that is complete.
    public mutating func append(_ bytes: some Sequence<UInt8>, _ body: (Line) throws -> Void) rethrows {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                try body(takeLine())
            } else if pending.count < Self.byteLimit {
                pending.append(byte)
            } else {
                isTooLong = true
            }
        }
    }

    /// Hands out what follows the last line end, if anything does.
    public mutating func finish(_ body: (Line) throws -> Void) rethrows {
        if !pending.isEmpty { try body(takeLine()) }
    }

    private mutating func takeLine() -> Line {
        defer {
            pending.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        if isTooLong { return .tooLong }
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        return .text(pending)
    }
}
