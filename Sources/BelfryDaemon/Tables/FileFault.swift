/// Why a file cannot be taken in: the file, the line, what is wrong and what to do.
public struct FileFault: Error, Equatable, CustomStringConvertible {
    public var file: String
    /// From 1; 0 where the fault is not in a line.
    public var line: Int
    public var reason: String

    public init(file: String, line: Int = 0, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    public var description: String {
        line == 0 ? "\(file): \(reason)" : "\(file):\(line): \(reason)"
    }
}
