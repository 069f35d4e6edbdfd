// SenML, RFC 8428, in CBOR (section 6): the records of SenMLDecoder with numbers for labels.
//
//   bver −1   bn −2   bt −3   bu −4   bv −5   bs −6        n 0   u 1   v 2   vs 3   vb 4   s 5   t 6   ut 7   vd 8
//
//   82                                array of 2 records
//      A3 21 63 73 2D 31              {−2: "s-1",
//         00 61 76  02 FB 40 5E …      0: "v", 2: 120.1}
//      A2 06 24  02 C4 82 20 0C       {6: −5, 2: 1.2 as a decimal fraction}
//
// Labels beyond these are texts; one that ends with `_` has to be understood.

import BelfryModel

/// Reads SenML packs in CBOR.
enum SenMLCBORDecoder: PayloadDecoder {
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        var reader = CBORReader(payload.assumingMemoryBound(to: UInt8.self))
        var pack = SenMLPack()
        do throws(SenMLFault) {
            try read(&reader, &pack, into: &buffer)
            try pack.finish(&buffer)
        } catch {
            buffer.reject(error.outcome, error.reason, detail: error.detail)
        }
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        SenMLDecoder.measurand(of: names, feed)
    }

    /// Whether a payload begins as a pack does: an array whose first item is a map with a known label in front.
    static func recognises(_ payload: UnsafeRawBufferPointer) -> Bool {
        var reader = CBORReader(payload.assumingMemoryBound(to: UInt8.self))
        do throws(CBORFault) {
            guard try reader.takeUntaggedHead().major == .array, try reader.takeUntaggedHead().major == .map else {
                return false
            }
            switch SenMLLabel(try reader.takeValue(depth: 2)) {
            case .unknown, .mustUnderstand: return false
            default: return true
            }
        } catch {
            return false
        }
    }

    private static func read(
        _ reader: inout CBORReader,
        _ pack: inout SenMLPack,
        into buffer: inout DecodingBuffer
    ) throws(SenMLFault) {
        let records = try takeHead(&reader)
        guard records.major == .array else { throw .notAPack(records.major.name) }
        var remaining = records.argument
        while try hasNext(&reader, in: records, &remaining) {
            let record = try takeHead(&reader)
            guard record.major == .map else { throw .notARecord(record.major.name) }
            try read(record, &reader, &pack, into: &buffer)
        }
        guard reader.isAtEnd else { throw .encoding(reader.fault(.trailingBytes)) }
    }

    private static func read(
        _ map: CBORHead,
        _ reader: inout CBORReader,
        _ pack: inout SenMLPack,
        into buffer: inout DecodingBuffer
    ) throws(SenMLFault) {
        var record = SenMLRecord()
        var remaining = map.argument
        var labels: UInt32 = 0
        while try hasNext(&reader, in: map, &remaining) {
            let label = SenMLLabel(try takeValue(&reader))
            let bit = UInt32(1) << UInt32(label.rawValue)
            guard labels & bit == 0 || label == .unknown else { throw .repeatedLabel(label) }
            labels |= bit
            try pack.take(label, try takeValue(&reader), into: &record, &buffer.text)
        }
        try pack.take(record, into: &buffer)
    }

    private static func takeHead(_ reader: inout CBORReader) throws(SenMLFault) -> CBORHead {
        do throws(CBORFault) { return try reader.takeUntaggedHead() } catch { throw .encoding(error) }
    }

    private static func takeValue(_ reader: inout CBORReader) throws(SenMLFault) -> CBORValue {
        // Within an array and a map.
        do throws(CBORFault) { return try reader.takeValue(depth: 3) } catch { throw .encoding(error) }
    }

    private static func hasNext(
        _ reader: inout CBORReader,
        in container: CBORHead,
        _ remaining: inout UInt64
    ) throws(SenMLFault) -> Bool {
        do throws(CBORFault) {
            return try reader.hasNext(in: container, remaining: &remaining)
        } catch {
            throw .encoding(error)
        }
    }
}
