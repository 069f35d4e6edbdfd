public import BelfryIngest
import BelfryModel

extension Configuration {
    /// One entry of `subscribe`: which topics, and how to read what arrives on them.
    public struct Topic: Sendable {
        /// What decoding needs to know; its template's filter is what the broker is asked for.
        public var decoding: Subscription
        /// 1 by default: what is not committed yet stays with the broker.
        ///
        /// 0 spares the broker and loses what it loses.
        public var qualityOfService: Int
    }
}

extension Configuration.Topic {
    init?(reading keys: MappingReader, source: Int) {
        let template = keys.required("topic", as: .text).flatMap { Self.template($0, keys: keys) }
        let format = keys.scalar("format", as: .payloadFormat) ?? .auto
        let timeZone = keys.timeZone("time_zone")
        let mapping = keys.mapping("mapping") { JSONMapping(reading: $0) }
        qualityOfService = keys.scalar("qos", as: .qualityOfService) ?? 1
        let agency = keys.scalar("agency", as: .text) ?? ""
        let units = Self.units(in: keys)
        let domain = keys.scalar("domain", as: .domain)
        let zone = keys.scalar("zone", as: .text) ?? ""
        let columns = Self.columns(in: keys)
        let precision = keys.scalar("precision", as: .timePrecision)
        let (topicRate, topicBurst) = (keys.topicRate, keys.topicBurst)
        let criticality = keys.scalar("criticality", as: .criticality)
        guard let template else { return nil }
        Self.checkFormat(format, template: template, keys: keys)
        decoding = Subscription(
            source: source,
            template: template,
            format: format,
            agency: agency,
            timeZone: timeZone,
            units: units,
            mapping: mapping,
            domain: domain,
            zone: zone,
            columns: columns,
            precision: precision,
            topicRate: topicRate,
            topicBurst: topicBurst,
            criticality: criticality
        )
    }

    private static func template(_ text: String, keys: MappingReader) -> TopicTemplate? {
        do {
            return try TopicTemplate(text)
        } catch {
            keys.report("topic", error.description)
            return nil
        }
    }

    /// Reports a format that could never yield a reading.
    private static func checkFormat(_ format: PayloadFormat, template: TopicTemplate, keys: MappingReader) {
        if format == .json, !keys.contains("mapping") {
            keys.report("format", "format json needs a \"mapping\"", remedy: "add mapping:, or write format: auto")
        }
        if format == .value, !template.captures.contains(.quantity) {
            keys.report(
                "topic",
                "a plain value says nothing of its quantity, and neither does this topic",
                remedy: "name the level that tells it {quantity}"
            )
        }
        checkEffect(of: "mapping", on: format, needs: [.json, .auto], keys)
        checkEffect(of: "columns", on: format, needs: [.csv], keys)
        checkEffect(of: "precision", on: format, needs: [.influx, .auto], keys)
    }

    /// Reports a key that speaks of another format.
    private static func checkEffect(
        of key: String,
        on format: PayloadFormat,
        needs formats: [PayloadFormat],
        _ keys: MappingReader
    ) {
        guard let needed = formats.first, !formats.contains(format), keys.contains(key) else { return }
        keys.faults.report(
            keys.place(of: key),
            "\"\(key)\" has no effect on format \(format.name)",
            remedy: "remove it, or write format: \(needed.name)"
        )
    }

    /// The names of columns without a header.
    private static func columns(in keys: MappingReader) -> DelimitedColumns? {
        guard keys.contains("columns") else { return nil }
        do {
            return try DelimitedColumns(keys.list("columns", of: .columnName))
        } catch {
            keys.report("columns", error.description)
            return nil
        }
    }

    /// The units under `unit`, by quantity.
    private static func units(in keys: MappingReader) -> [String: Unit] {
        let pairs = keys.mapping("unit") { units in
            units.allEntries().compactMap { entry -> (String, Unit)? in
                guard Quantity(entry.key).isWellFormed else {
                    units.faults.report(
                        entry.keyPlace,
                        "\"\(entry.key)\" is not a quantity",
                        remedy: "write 1 to 64 of a-z, 0-9 and _, starting with a letter"
                    )
                    return nil
                }
                let unit = units.scalar(entry.value, named: "the unit of \(entry.key)", as: .unit)
                units.check(unit, of: entry.key, at: entry.value.place)
                return unit.map { (entry.key, $0) }
            }
        }
        return Dictionary(pairs ?? []) { first, _ in first }
    }
}

extension MappingReader {
    /// Reports a unit that can never become the one in which its quantity is kept.
    func check(_ unit: Unit?, of quantity: String, at place: SourcePlace) {
        guard let unit, let kept = Subscription.unitContradicting(unit, of: quantity) else { return }
        faults.report(
            place,
            "\"\(unit.code)\" is no unit for \(quantity), which is kept in \(kept.code)",
            remedy: "correct the unit, or give the quantity another name"
        )
    }
}

extension ScalarForm where Value == PayloadFormat {
    static var payloadFormat: ScalarForm {
        let names = PayloadFormat.allCases.map(\.name)
        return ScalarForm("one of \(names.joined(separator: ", "))", candidates: names) { PayloadFormat(name: $0) }
    }
}

extension ScalarForm where Value == String {
    /// Any text; the empty one passes a column over.
    fileprivate static var columnName: ScalarForm { ScalarForm("text") { $0 } }
}

extension ScalarForm where Value == TimePrecision {
    fileprivate static var timePrecision: ScalarForm {
        let names = TimePrecision.allCases.map(\.rawValue)
        return ScalarForm("one of \(names.joined(separator: ", "))", candidates: names) { TimePrecision(rawValue: $0) }
    }
}

extension ScalarForm where Value == Criticality {
    fileprivate static var criticality: ScalarForm {
        let names = Criticality.allCases.reversed().map(\.name)
        return ScalarForm("one of \(names.joined(separator: ", "))", candidates: names) { Criticality(name: $0) }
    }
}

extension ScalarForm where Value == Int {
    /// 2 is refused: with an acknowledgement that waits for the commit it was measured to lose messages.
    fileprivate static var qualityOfService: ScalarForm {
        ScalarForm("0 or 1") { $0 == "0" ? 0 : $0 == "1" ? 1 : nil }
    }
}
