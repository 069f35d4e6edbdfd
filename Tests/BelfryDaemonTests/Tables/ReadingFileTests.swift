import BelfryIngest
import BelfryModel
import Foundation
import Testing

@testable import BelfryDaemon

/// Tables and lines of readings, as other programs and `belfry export` write them.
@Suite struct ReadingFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func rows(_ text: String) throws -> [TableRow] {
        let path = try folder.write(text, to: "table.csv")
        var file = try ReadingFile(path)
        var rows: [TableRow] = []
        while let (row, _) = try file.next() { rows.append(row) }
        return rows
    }

    private func fault(_ text: String) throws -> String {
        do {
            _ = try rows(text)
            return "no fault"
        } catch let fault as FileFault {
            return "\(fault.line): \(fault.reason)"
        }
    }

    private static let noon = Timestamp(seconds: 1_795_003_200)

    @Test func columnsComeInAnyOrder() throws {
        let table =
            "\u{FEFF}Value,quality,Sensor,timestamp,quantity,unit,agency\r\n31.5,suspect,aq-07,2026-11-18 12:00:00,no2,ppb,env\r\n\r\n"
        #expect(
            try rows(table) == [
                TableRow(
                    time: Self.noon,
                    agency: "env",
                    sensor: "aq-07",
                    quantity: "no2",
                    value: 31.5,
                    unit: "ppb",
                    quality: .suspect
                )
            ]
        )
        #expect(try rows("timestamp,value\n2026-11-18T12:00:00Z,\n").map(\.value) == [nil])
    }

    @Test func whatIsAnAggregateSaysSo() throws {
        let table = "time,sensor,quantity,value,aggregate,step_seconds\n2026-11-18 12:00:00,a,no2,1,mean,60.0\n"
        #expect(try rows(table).map(\.isAggregate) == [true])
        let line = "{\"series\":\"a/b/c\",\"time\":\"2026-11-18 12:00:00\",\"value\":1,\"aggregate\":\"mean\"}\n"
        #expect(try rows(line).map(\.isAggregate) == [true])
    }

    @Test func whatAnExportQuotesComesBackAsItWas() throws {
        let table = """
            timestamp,sensor,quantity,value
            2026-11-18T12:00:00Z,"a ""b"", c",no2,1
            2026-11-18T12:00:00Z,'=sum,no2,1
            2026-11-18T12:00:00Z,'tis,no2,1
            """
        #expect(try rows(table).map(\.sensor) == ["a \"b\", c", "=sum", "'tis"])
    }

    @Test func linesNameTheirSeriesWholeOrInParts() throws {
        let lines = """
            {"series":"env/aq/07/no2","time":"2026-11-18T12:00:00Z","value":31.5,"unit":"ug/m3","quality":"good"}
            {"sensor":"aq-07","quantity":"no2","timestamp":"2026-11-18 12:00:00","value":null}
            """
        let rows = try rows(lines)
        #expect(rows.map(\.sensor) == ["aq/07", "aq-07"])
        #expect(rows.map(\.agency) == ["env", ""])
        #expect(rows.map(\.value) == [31.5, nil])
        #expect(rows.map(\.time) == [Self.noon, Self.noon])
    }

    @Test(
        arguments: [
            ("", "0: the file is empty"),
            ("date,value\n", "1: the header has the column \"date\"; separated by commas, each of timestamp"),
            ("timestamp,value,value\n", "1: the header has the column \"value\""),
            ("timestamp,sensor,value\n", "1: the header is \"timestamp,sensor,value\"; write timestamp,value or"),
            ("timestamp,value\n2026-11-18 12:00:00\n", "2: 1 cells where the header has 2"),
            ("timestamp,value\n\nnow,1\n", "3: \"now\" is not a time"),
            ("timestamp,value\n2026-11-18 12:00:00,one\n", "2: \"one\" is not a number"),
            ("timestamp,value\n2026-11-18 12:00:00,\"1\n", "2: a quote is not closed"),
            ("timestamp,value,quality\n2026-11-18 12:00:00,1,fine\n", "2: \"fine\" is no quality; known are good"),
            ("{\"value\":1}\n", "1: \"time\" is missing"),
            ("{\"time\":\"2026-11-18 12:00:00\",\"value\":\"1\"}\n", "1: this is no JSON object with series"),
            ("{\"topic\":\"a\",\"payload_base64\":\"\"}\n", "1: this is a recording of messages"),
            ("{\"series\":\"no2\",\"time\":\"2026-11-18 12:00:00\",\"value\":1}\n", "1: \"no2\" is no series"),
        ]
    )
    func whatCannotBeReadIsNamedWithItsPlace(_ text: String, _ expected: String) throws {
        let told = try fault(text)
        #expect(told.hasPrefix(expected), "\(told)")
    }

    @Test func rowsFindTheirSeriesAndItsUnit() throws {
        let catalog = SeriesCatalog()
        var series = TableSeries(
            file: "a.csv",
            catalog: catalog,
            defaults: TableSeries.Defaults(agency: "env", gasReferenceCelsius: 20)
        )
        func row(_ quantity: String, _ value: Double, _ unit: String) -> TableRow {
            TableRow(time: Self.noon, sensor: "s", quantity: quantity, value: value, unit: unit)
        }
        #expect(try series.reading(row("temperature", 50, "degF"), line: 2)?.value == 10)
        #expect(try abs((series.reading(row("no2", 100, "ppb"), line: 2)?.value ?? 0) - 191.3) < 0.5)
        #expect(try series.reading(row("temperature", 999, "Cel"), line: 2)?.quality == .bad)
        #expect(series.takeNew().map(\.identity) == ["env/s/temperature", "env/s/no2"])
        #expect(
            throws: FileFault(file: "a.csv", line: 2, reason: "hPa is no unit of env/s/no2, which is kept in ug/m3")
        ) {
            _ = try series.reading(row("no2", 1, "hPa"), line: 2)
        }
        #expect(throws: FileFault.self) { _ = try series.reading(row("license_plate", 1, ""), line: 2) }
        #expect(throws: FileFault.self) { _ = try series.reading(row("NO 2", 1, ""), line: 2) }
        // Without an agency: that of the one series that is known.
        var other = TableSeries(
            file: "b.csv",
            catalog: catalog,
            defaults: TableSeries.Defaults(agency: nil, gasReferenceCelsius: 20)
        )
        #expect(try other.reading(row("no2", 5, "ug/m3"), line: 2)?.series == SeriesID(1))
        #expect(throws: FileFault.self) { _ = try other.reading(row("no", 1, ""), line: 2) }
        _ = try catalog.channel(
            of: SeriesKey(agency: "road", sensor: "s", quantity: Quantity("no2")),
            unit: "",
            gasReferenceCelsius: 20
        )
        var third = TableSeries(
            file: "c.csv",
            catalog: catalog,
            defaults: TableSeries.Defaults(agency: nil, gasReferenceCelsius: 20)
        )
        #expect(
            throws: FileFault(
                file: "c.csv",
                line: 9,
                reason: "s/no2 is of several: env, road; add a column agency, or --agency"
            )
        ) { _ = try third.reading(row("no2", 5, ""), line: 9) }
    }
}
