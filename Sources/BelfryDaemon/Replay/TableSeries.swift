import BelfryIngest
import BelfryModel

/// Gives the rows of a table their series.
struct TableSeries {
    private let file: String
    private let catalog: SeriesCatalog

    /// Series of a file; a table of one series takes the file's name for its sensor.
    init(file: String, catalog: SeriesCatalog) {
        self.file = file
        self.catalog = catalog
    }

    /// The reading of a row, in the unit that its quantity is kept in; nil where the row has no value.
    ///
    /// - Throws: ``ReplayFault`` where quantity or unit cannot be used.
    func reading(_ row: TableRow, line: Int) throws(ReplayFault) -> Reading? {
        guard var value = row.value else { return nil }
        let quantity = Quantity(row.quantity.isEmpty ? "value" : row.quantity)
        guard quantity.isWellFormed else {
            throw ReplayFault(
                file: file,
                line: line,
                reason: "\"\(row.quantity)\" is not a quantity; write 1 to 64 of a-z, 0-9 and _"
            )
        }
        let declared = Unit(row.unit)
        let unit = quantity.definition?.unit ?? declared
        if declared.isKnown, declared != unit {
            guard let converted = declared.convert(value, to: unit) else {
                throw ReplayFault(
                    file: file,
                    line: line,
                    reason: "\(row.unit) is no unit of \(quantity.name), which is kept in \(unit.code)"
                )
            }
            value = converted
        }
        let key = SeriesKey(agency: "replay", sensor: row.sensor.isEmpty ? fileName : row.sensor, quantity: quantity)
        guard let series = catalog.series(of: key, unit: unit, domain: quantity.domain) else {
            throw ReplayFault(
                file: file,
                line: line,
                reason: "more than \(catalog.limit) series; raise engine.series_limit"
            )
        }
        let isPlausible = quantity.definition?.plausible.contains(value) ?? true
        return Reading(
            series: series.id,
            value: value,
            eventTime: row.time,
            arrivalTime: row.time,
            quality: isPlausible ? .good : .bad,
            flags: isPlausible ? [] : .outOfRange
        )
    }

    private var fileName: String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
    }
}
