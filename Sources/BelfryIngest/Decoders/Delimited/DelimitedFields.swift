/// The values of a line with their names: pairs as they stand, cells beside those of the header.
struct DelimitedFields {
    private var names: DelimitedCells?
    private var cells: DelimitedCells

    init(_ line: UnsafeBufferPointer<UInt8>, _ layout: DelimitedLayout) {
        names = layout.header.map { DelimitedCells($0, layout.headerSeparator) }
        cells = DelimitedCells(line, layout.separator)
    }

    /// The next value; nil at the end.
    ///
    /// A column without a name is passed over, and so is a separator at the end of pairs.
    mutating func next() throws(DelimitedFault) -> DelimitedPair? {
        while true {
            let cell = cells.next()
            guard names != nil else {
                guard let cell else { return nil }
                if cell.isEmpty { continue }
                guard let pair = DelimitedPair(cell) else { throw .notAPair }
                return pair
            }
            let name = names?.next()
            guard let cell, let name else {
                // One separator too many at the end of a line is an empty cell.
                guard name == nil, cell?.isEmpty ?? true else { throw .columns }
                return nil
            }
            if !name.isEmpty { return DelimitedPair(key: name, value: cell) }
        }
    }
}
