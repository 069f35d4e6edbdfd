/// Where in a file something stands, as editors understand it: `belfry.yaml:12:5`.
public struct SourcePlace: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var file: String
    /// From 1; 0 means the file as a whole.
    public var line: Int
    /// From 1, counted in Unicode scalars.
    public var column: Int

    public init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    public var description: String {
        line == 0 ? file : "\(file):\(line):\(column)"
    }

    public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
