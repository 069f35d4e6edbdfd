import BelfryIngest
import BelfryModel

/// Gives the rows of a table their series.
struct TableSeries {
    /// What a table without a column of the kind is about.
    struct Defaults {
        /// Nil looks among the series that are known for the one of that sensor and quantity.
        var agency: String?
        /// Empty takes the file's name.
        var sensor = ""
        var quantity = "value"
        var unit = ""
        var gasReferenceCelsius: Double
    }

    private struct Names: Hashable {
        var agency: String
        var sensor: String
        var quantity: String
        var unit: String
    }

    private let file: String
    private let catalog: SeriesCatalog
    private let defaults: Defaults
    private var channels: [Names: TableChannel] = [:]
    /// Agencies of each known sensor and quantity, where the table has to look for its own.
    private let agencies: [Names: [String]]
    /// Series that were not known before, until ``takeNew()``.
    private var newSeries: [SeriesDescriptor] = []

    init(file: String, catalog: SeriesCatalog, defaults: Defaults) {
        self.file = file
        self.catalog = catalog
        self.defaults = defaults
        agencies =
            defaults.agency == nil
            ? Dictionary(
                catalog.all().map { series in
                    let names = Names(
                        agency: "",
                        sensor: series.key.sensor,
                        quantity: series.key.quantity.name,
                        unit: ""
                    )
                    return (names, [series.key.agency])
                },
                uniquingKeysWith: +
            ) : [:]
    }

    /// The reading of a row, in the unit that its series is kept in; nil where the row has no value.
    ///
    /// - Throws: ``FileFault`` where no series, or more than one, is meant, or the unit cannot be used.
    mutating func reading(_ row: TableRow, line: Int) throws(FileFault) -> Reading? {
        guard let value = row.value else { return nil }
        let names = Names(
            agency: row.agency,
            sensor: row.sensor,
            quantity: row.quantity,
            unit: row.unit.isEmpty ? defaults.unit : row.unit
        )
        let channel: TableChannel
        if let known = channels[names] {
            channel = known
        } else {
            channel = try self.channel(of: names, line: line)
            channels[names] = channel
            if channel.isNew { newSeries.append(channel.series) }
        }
        return channel.reading(value, at: row.time, quality: row.quality)
    }

    /// The series that came about since the last call.
    mutating func takeNew() -> [SeriesDescriptor] {
        defer { newSeries = [] }
        return newSeries
    }

    private func channel(of names: Names, line: Int) throws(FileFault) -> TableChannel {
        let sensor = [names.sensor, defaults.sensor].first { !$0.isEmpty } ?? fileName
        guard !sensor.isEmpty else { throw fault(line, "nothing says of which sensor this is; name it with --sensor") }
        let quantity = Quantity(names.quantity.isEmpty ? defaults.quantity : names.quantity)
        let agency = try names.agency.isEmpty ? agency(sensor, quantity, line) : names.agency
        let key = SeriesKey(agency: agency, sensor: sensor, quantity: quantity)
        do throws(TableChannelFault) {
            return try catalog.channel(
                of: key,
                unit: names.unit,
                gasReferenceCelsius: defaults.gasReferenceCelsius
            )
        } catch {
            switch error {
            case .unusableName(let words): throw fault(line, words)
            case .personalData: throw fault(line, "\(quantity.name) is personal data, which is not kept; take it out")
            case .unit(let kept):
                throw fault(line, "\(names.unit) is no unit of \(key.identity), which is kept in \(kept.code)")
            case .full: throw fault(line, "more than \(catalog.limit) series; raise engine.series_limit")
            }
        }
    }

    private func agency(_ sensor: String, _ quantity: Quantity, _ line: Int) throws(FileFault) -> String {
        if let agency = defaults.agency { return agency }
        let known = agencies[Names(agency: "", sensor: sensor, quantity: quantity.name, unit: "")] ?? []
        switch known.count {
        case 1: return known[0]
        case 0:
            throw fault(
                line,
                "\(sensor)/\(quantity.name) is not known here, so its agency isn't; add a column agency, or --agency"
            )
        default:
            let names = known.sorted().joined(separator: ", ")
            throw fault(line, "\(sensor)/\(quantity.name) is of several: \(names); add a column agency, or --agency")
        }
    }

    private func fault(_ line: Int, _ reason: String) -> FileFault { FileFault(file: file, line: line, reason: reason) }

    private var fileName: String {
        // Of what is piped in nothing is known.
        guard file != "-" else { return "" }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
    }
}
