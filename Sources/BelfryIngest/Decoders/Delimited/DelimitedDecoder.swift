// Numbers in lines, as loggers and bridges of their own make send them:
//
//   time;station;no2 (ppb);temperature[Cel]        temp=21.5;hum=40,2;device=a-7
//   2026-11-18T12:00:00Z;a-7;31,5;21.5             temp: 21.5, hum: 40          temp=21.5&hum=40      temp=21.5 hum=40
//   └ a header names the columns                   └ pairs name themselves
//
// Columns without names are not read, unless the subscription names them: which one is the temperature nobody says. A decimal comma is read where nothing
// else can be meant: commas do not separate, and "1,234" is none, since it may as well be a thousand.
// A line that breaks a rule gives nothing; the lines around it still count.

import BelfryModel

/// Reads delimited text: lines below a header, or pairs of key and value.
enum DelimitedDecoder: PayloadDecoder {
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        guard UTF8Sequence.isValid(payload) else { return buffer.reject(.malformed, .notUTF8) }
        var lines = DelimitedLines(payload)
        guard let first = lines.next() else { return buffer.reject(.undecoded, .notANumber, detail: "only blanks") }
        if let columns = context.feed.subscription.columns {
            return columns.header.withUnsafeBufferPointer { declared in
                let layout = DelimitedLayout(first, declared: declared)
                read(layout.isHeader(first) ? lines.next() : first, of: &lines, layout, context, into: &buffer)
            }
        }
        do throws(DelimitedFault) {
            let layout = try DelimitedLayout(first)
            read(layout.isHeader ? lines.next() : first, of: &lines, layout, context, into: &buffer)
        } catch {
            buffer.reject(.undecoded, error.reason, detail: error.detail.description)
        }
    }

    /// Reads a line and those after it.
    private static func read(
        _ first: UnsafeBufferPointer<UInt8>?,
        of lines: inout DelimitedLines,
        _ layout: DelimitedLayout,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        guard first != nil else {
            return buffer.reject(.undecoded, .notANumber, detail: "a header without a line of values")
        }
        var line = first
        var firstFault: (line: Int, fault: DelimitedFault)?
        while let text = line, !buffer.isOverfull {
            let firstDraft = buffer.drafts.count
            do throws(DelimitedFault) {
                try read(text, layout.ofLine(text), context, into: &buffer)
            } catch {
                buffer.removeDrafts(from: firstDraft)
                if firstFault == nil { firstFault = (lines.number, error) }
            }
            line = lines.next()
        }
        if let (number, fault) = firstFault, buffer.drafts.isEmpty {
            return buffer.reject(fault.outcome, fault.reason, detail: "line \(number): \(fault.detail)")
        }
        buffer.finish(orElse: .noQuantity)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        if !names.unit.isEmpty {
            return Measurand(sensor: names.sensor, quantity: names.quantity, unitText: names.unit)
        }
        let (quantity, unit) = DelimitedName.parts(of: names.quantity)
        return Measurand(sensor: names.sensor, quantity: quantity, unitText: unit)
    }

    /// Whether the first values are numbers with names: in pairs, or in two columns or more below a header.
    static func recognises(_ payload: UnsafeRawBufferPointer) -> Bool {
        var lines = DelimitedLines(payload)
        guard let first = lines.next() else { return false }
        do throws(DelimitedFault) {
            let layout = try DelimitedLayout(first)
            guard let line = layout.isHeader ? lines.next() : first else { return false }
            var fields = DelimitedFields(line, layout)
            var numbers = 0
            var count = 0
            while let field = try fields.next() {
                count += 1
                guard case .number = try DelimitedNumber(field.value, layout) else { continue }
                if case .quantity = DelimitedRole(field.key) { numbers += 1 }
            }
            return numbers > 0 && (count > 1 || !layout.isHeader)
        } catch {
            return false
        }
    }

    /// Reads a line: first who and when, wherever in the line that stands, then the values.
    private static func read(
        _ line: UnsafeBufferPointer<UInt8>,
        _ layout: DelimitedLayout,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) throws(DelimitedFault) {
        var row = DelimitedRow()
        var fields = DelimitedFields(line, layout)
        while let field = try fields.next() { row.take(field.value, as: DelimitedRole(field.key), context) }
        let time = row.time(context)
        fields = DelimitedFields(line, layout)
        while let field = try fields.next() {
            guard case .quantity = DelimitedRole(field.key) else { continue }
            switch try DelimitedNumber(field.value, layout) {
            case .number(let number):
                let names = row.names(of: field.key)
                append(number, time, row.sensor, names.quantity, unit: names.unit, to: &buffer)
            case .empty: buffer.skipEmptyValue()
            case .unusable: buffer.skipValue(.notANumber)
            }
        }
    }

    private static func append(
        _ number: Double,
        _ time: DraftTime,
        _ sensor: UnsafeBufferPointer<UInt8>,
        _ key: UnsafeBufferPointer<UInt8>,
        unit: UnsafeBufferPointer<UInt8>,
        to buffer: inout DecodingBuffer
    ) {
        guard sensor.count <= SensorName.byteLimit, key.count <= DelimitedName.byteLimit,
            unit.count <= UnitName.byteLimit
        else {
            return buffer.skipValue(.unusableName)
        }
        var names = DraftNames(start: UInt32(truncatingIfNeeded: buffer.text.count))
        names.sensorLength = UInt16(truncatingIfNeeded: sensor.count)
        names.quantityLength = UInt16(truncatingIfNeeded: key.count)
        names.unitLength = UInt16(truncatingIfNeeded: unit.count)
        buffer.text.append(sensor)
        buffer.text.append(key)
        buffer.text.append(unit)
        buffer.append(ReadingDraft(value: number, time: time, names: names))
    }
}
