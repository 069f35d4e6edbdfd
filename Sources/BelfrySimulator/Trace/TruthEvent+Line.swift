import BelfryModel

extension TruthEvent: TraceLine {
    /// The event as one line, without its end.
    public var line: String {
        "{\"kind\":\"\(kind.rawValue)\",\"place\":\(FlatJSON.quoted(place)),\"sensors\":\(FlatJSON.list(sensors)),"
            + "\"from\":\"\(from.rfc3339)\",\"to\":\"\(to.rfc3339)\","
            + "\"expect\":\(FlatJSON.list(expect.map(\.rawValue))),\"domain\":\"\(domain.name)\""
            + (isVisible.map { ",\"visible\":\($0)}" } ?? "}")
    }

    public init(line: [UInt8]) throws(TraceLineFault) {
        try self.init(FlatJSON(line))
    }

    init(_ object: FlatJSON) throws(TraceLineFault) {
        let kindName = try object.text("kind")
        guard let kind = Scenario.Kind(rawValue: kindName) else {
            throw TraceLineFault(reason: "\"\(kindName.prefix(32))\" is no kind of event")
        }
        let domainName = try object.text("domain")
        guard let domain = Domain(name: domainName) else {
            throw TraceLineFault(reason: "\"\(domainName.prefix(32))\" is no domain")
        }
        var expect: [FindingKind] = []
        for name in try object.texts("expect") {
            guard let finding = FindingKind(rawValue: name) else {
                throw TraceLineFault(reason: "\"\(name.prefix(32))\" is no kind of finding")
            }
            expect.append(finding)
        }
        self.init(
            kind: kind,
            place: try object.text("place"),
            sensors: try object.texts("sensors"),
            from: try object.time("from"),
            to: try object.time("to"),
            expect: expect,
            domain: domain,
            isVisible: try object.boolean("visible")
        )
    }
}
