/// A line that cannot be read: which, and why.
public struct TraceFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// From 1.
    public var line: Int
    public var reason: String

    public var description: String { "line \(line): \(reason)" }
}

/// Reads a trace or its truth piece by piece, as the bytes come; the memory is that of one line.
///
/// A damaged line is reported and skipped: the rest of a recording is worth having. Empty lines are nothing.
public struct TraceReader<Record: TraceLine>: Sendable {
    private var splitter = LineSplitter()
    private var line = 0

    public init() {}

    /// Takes bytes in and hands out a record, or a fault, for every line that is complete.
    public mutating func append(
        _ bytes: some Sequence<UInt8>,
        _ body: (Result<Record, TraceFault>) throws -> Void
    ) rethrows {
        try splitter.append(bytes) { try Self.read($0, &line, body) }
    }

    /// Hands out what follows the last line end.
    public mutating func finish(_ body: (Result<Record, TraceFault>) throws -> Void) rethrows {
        try splitter.finish { try Self.read($0, &line, body) }
    }

    private static func read(
        _ text: LineSplitter.Line,
        _ line: inout Int,
        _ body: (Result<Record, TraceFault>) throws -> Void
    ) rethrows {
        line += 1
        switch text {
        case .tooLong:
            let reason = "it has more than \(LineSplitter.byteLimit) bytes"
            try body(.failure(TraceFault(line: line, reason: reason)))
        case .text(let bytes):
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
            let record = Result { () throws(TraceLineFault) in try Record(line: bytes) }
            try body(record.mapError { TraceFault(line: line, reason: $0.reason) })
        }
    }
}
