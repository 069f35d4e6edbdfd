import BelfryModel

/// Turns the metrics of one message into drafts.
struct SparkplugDrafts {
    let topic: SparkplugTopic
    let standing: SparkplugStanding
    /// The payload's time, for metrics without one of their own.
    let milliseconds: UInt64?
    /// Whether the birth certificate does not know an alias: then another one was missed.
    private(set) var hasUnknownAlias = false

    init(_ topic: SparkplugTopic, _ standing: SparkplugStanding, milliseconds: UInt64?) {
        self.topic = topic
        self.standing = standing
        self.milliseconds = milliseconds
    }

    /// Adds a metric's value, or says why it adds none.
    mutating func append(_ metric: SparkplugMetric, to buffer: inout DecodingBuffer) {
        if metric.name.isEmpty {
            appendByAlias(metric, to: &buffer)
        } else if metric.name.count > SensorName.byteLimit {
            buffer.skipValue(.unusableName)
        } else if !SparkplugMetric.isReserved(metric.name) {
            append(metric, metric.name, standing.birth?.definition(named: metric.name), to: &buffer)
        }
    }

    private mutating func appendByAlias(_ metric: SparkplugMetric, to buffer: inout DecodingBuffer) {
        guard let alias = metric.alias else { return buffer.skipValue(.brokenRule) }
        guard standing.fault == .none, let birth = standing.birth else { return buffer.skipValue(standing.fault) }
        guard let definition = birth.definition(alias: alias) else {
            hasUnknownAlias = true
            return buffer.skipValue(.unknownAlias)
        }
        if definition.use != .reserved { append(metric, birth.name(of: definition), definition, to: &buffer) }
    }

    private func append(
        _ metric: SparkplugMetric,
        _ name: UnsafeBufferPointer<UInt8>,
        _ definition: SparkplugDefinition?,
        to buffer: inout DecodingBuffer
    ) {
        if case .unusable(let reason) = definition?.use { return buffer.skipValue(reason) }
        if case .template = metric.value { return appendMembers(of: metric, name, to: &buffer) }
        guard topic.station.count <= SensorName.byteLimit else { return buffer.skipValue(.unusableName) }
        guard !metric.isNull else { return buffer.skipEmptyValue() }
        let datatype = metric.datatype != 0 ? metric.datatype : definition?.datatype ?? 0
        switch metric.value.measured(datatype: datatype) {
        case .nothing: buffer.skipEmptyValue()
        case .notMeasured: break
        case .unusable(let reason): buffer.skipValue(reason)
        case .number(let value):
            // What was measured at some time in the past was not measured when the message was sent.
            guard let time = metric.milliseconds ?? (metric.isHistorical ? nil : milliseconds) else {
                if metric.isHistorical { return buffer.skipValue(.brokenRule) }
                return append(value, .none, metric, name, definition, to: &buffer)
            }
            let instant = Int64(exactly: time).map { DraftTime.at(Timestamp(milliseconds: $0)) } ?? .unreadable
            append(value, instant, metric, name, definition, to: &buffer)
        }
    }

    private func appendMembers(
        of metric: SparkplugMetric,
        _ name: UnsafeBufferPointer<UInt8>,
        to buffer: inout DecodingBuffer
    ) {
        SparkplugTemplate.forEachMember(of: metric, named: name) { member in
            guard member.name.count <= SensorName.byteLimit else { return buffer.skipValue(.unusableName) }
            append(member, member.name, standing.birth?.definition(named: member.name), to: &buffer)
        }
    }

    private func append(
        _ value: Double,
        _ time: DraftTime,
        _ metric: SparkplugMetric,
        _ name: UnsafeBufferPointer<UInt8>,
        _ definition: SparkplugDefinition?,
        to buffer: inout DecodingBuffer
    ) {
        var unit = metric.properties.unit
        if unit.isEmpty, let birth = standing.birth, let definition { unit = birth.unit(of: definition) }
        var names = DraftNames(start: UInt32(truncatingIfNeeded: buffer.text.count), term: 0)
        names.sensorLength = UInt16(truncatingIfNeeded: topic.station.count)
        names.quantityLength = UInt16(truncatingIfNeeded: name.count)
        names.unitLength = UInt16(truncatingIfNeeded: unit.count)
        if definition?.use == .measuredByWholeName { names.term |= SparkplugName.wholeNameTerm }
        if case .boolean = metric.value { names.term |= SparkplugName.booleanTerm }
        buffer.text.append(topic.station)
        buffer.text.append(name)
        buffer.text.append(unit)
        let flags: QualityFlags = metric.properties.isDoubted ? .deviceStatus : []
        buffer.append(ReadingDraft(value: value, time: time, names: names, flags: flags))
    }
}
